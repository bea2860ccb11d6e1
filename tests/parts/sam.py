"""The real SAM CLI, in its own virtual environment, and what its translator makes of template.yaml."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.parts import processes
from tests.parts.absent import give_up
from tests.parts.template import TEMPLATE, TREE

REGION = "eu-west-1"


@dataclass(frozen=True)
class Sam:
    """The interpreter of the SAM CLI's environment, and how to run things in it without an AWS account."""

    python: Path

    def run(self, *command: str | Path) -> "subprocess.CompletedProcess[str]":
        """Runs one of the environment's own commands, or a Python file."""
        program = self.python if str(command[0]).endswith(".py") else self.python.with_name(str(command[0]))
        arguments = command if program == self.python else command[1:]
        # No credentials: what needs an account would say so.
        kept = {name: value for name, value in processes.environment().items() if not name.startswith("AWS_")}
        env = {**kept, "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.devnull}
        env |= {"AWS_SHARED_CREDENTIALS_FILE": os.devnull, "SAM_CLI_TELEMETRY": "0", "SAM_CLI_CHECK_VERSION": "0"}
        return subprocess.run([program, *arguments], capture_output=True, text=True, cwd=TREE, env=env)


@dataclass(frozen=True)
class Expanded:
    """The template as CloudFormation gets it: as a file, as data, and with every parameter at its default."""

    path: Path
    template: dict[str, Any]

    def resources(self, kind: str) -> dict[str, dict[str, Any]]:
        """The resources of one type by their logical ids."""
        return {name: one for name, one in self.template["Resources"].items() if one["Type"] == kind}

    def properties(self, kind: str) -> dict[str, dict[str, Any]]:
        """The properties of the resources of one type by their logical ids."""
        return {name: one["Properties"] for name, one in self.resources(kind).items()}


@pytest.fixture(scope="session")
def sam() -> Sam:
    """The SAM CLI."""
    python = Path(os.environ.get("PARLEY_SAM_PYTHON", TREE / ".parley" / "venv" / "sam" / "bin" / "python"))
    if not python.exists():
        give_up("The SAM CLI is not installed: `python3 -m local.install sam` does it.")
    return Sam(python)


@pytest.fixture(scope="session")
def expanded(sam: Sam, tmp_path_factory: pytest.TempPathFactory) -> Expanded:
    """template.yaml, expanded by SAM's own translator."""
    done = sam.run(Path(__file__).with_name("expand.py"), TEMPLATE, REGION)
    assert done.returncode == 0, done.stderr
    path = tmp_path_factory.mktemp("template") / "expanded.yaml"
    path.write_text(done.stdout)
    return Expanded(path, yaml.safe_load(done.stdout))
