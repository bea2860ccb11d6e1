"""`make deploy ENV=staging`: `sam build` and `sam deploy` into your AWS account, as samconfig.toml says of ENV.

`sam deploy` takes the parameters of samconfig.toml or those of its command line, never both: here they are put
together, and a gradual deployment gets a name.
"""

import argparse
import os
import shlex
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from local.places import TREE, Places
from local.steps import fail

# The calling make's variables would reach the make that builds the layer.
MAKES = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")


def main(arguments: Sequence[str]) -> int:
    """Builds unless that was done, deploys, and returns the exit code of the SAM CLI."""
    parser = argparse.ArgumentParser(prog="python -m local.release", description=__doc__)
    parser.add_argument("environment", help="one of samconfig.toml")
    parser.add_argument(
        "parameters", nargs="*", metavar="Name=value", help="parameters besides those of samconfig.toml"
    )
    parser.add_argument("--built", type=Path, help="the template of a `sam build` that is to be deployed as it is")
    parser.add_argument("--role", help="the role (ARN) by which CloudFormation works, where it is not one's own")
    parser.add_argument("--dry", action="store_true", help="only say what a deployment would change")
    parser.add_argument("--yes", action="store_true", help="deploy without asking")
    options = parser.parse_args(arguments)
    config = tomllib.loads((TREE / "samconfig.toml").read_text())
    told = parameters(config, options.environment, name(commit(), time.time()), options.parameters)
    if options.built is None and (code := _sam("build", "--config-env", options.environment)):
        return code
    built = ("--template-file", str(options.built)) if options.built else ()
    asked = ("--no-execute-changeset",) if options.dry else ("--no-confirm-changeset",) if options.yes else ()
    role = ("--role-arn", options.role) if options.role else ()
    over = ("--parameter-overrides", *told) if told else ()
    return _sam("deploy", "--config-env", options.environment, *built, *asked, *role, *over)


def parameters(config: Mapping[str, Any], environment: str, release: str, more: Sequence[str]) -> list[str]:
    """What the template is told: what samconfig.toml says, what was said besides, and a gradual one's name."""
    if environment not in config or environment in ("version", "local"):
        known = ", ".join(one for one in config if one not in ("version", "local"))
        raise fail(f"samconfig.toml has no environment {environment} to deploy to: it has {known}.")
    written = shlex.split(config[environment]["deploy"]["parameters"].get("parameter_overrides", ""))
    told = dict(one.split("=", 1) for one in [*written, *more])
    if told.get("Gradual") == "true":
        told.setdefault("Release", release)
    return [f"{name}={value}" for name, value in told.items()]


def name(commit: str, now: float) -> str:
    """A new name each time, for CloudFormation looks at its first ten letters; the last ten are the commit's."""
    return f"{int(now):010x}{commit[:10]}"


def commit() -> str:
    """The commit that is deployed, or nothing where there is no history."""
    asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=TREE, capture_output=True, text=True)
    return asked.stdout.strip() if asked.returncode == 0 else ""


def _sam(*arguments: str) -> int:
    environment = {key: value for key, value in os.environ.items() if key not in MAKES}
    command: list[str | Path] = [
        Places().python("sam"),
        "-m",
        "samcli",
        *arguments,
        "--config-file",
        TREE / "samconfig.toml",
    ]
    return subprocess.run(command, cwd=TREE, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
