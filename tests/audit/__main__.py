"""`make audit`: Checkov over the expanded template, and the packages against what is known of them.

Checkov fails for every check that is not in tests/audit/skipped.py. Where no vulnerability service answers, that step
says so and fails nothing.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from local.places import Places
from local.steps import fail, say
from tests.audit.skipped import SKIPPED
from tests.parts.sam import REGION, Sam
from tests.parts.template import TEMPLATE, TREE

# What runs in Lambda, and what the tools of a developer are.
LOCKED = ("layer/requirements.txt", "requirements/run.txt", "requirements/test.txt", "requirements/sam.txt")


def main() -> None:
    """Both, the template first."""
    places = Places(TREE)
    audit = places.python("audit")
    if not audit.exists():
        raise fail("Checkov and pip-audit are not installed: `python3 -m local.install audit` does it.")
    _template(audit, Sam(places.python("sam")))
    for name in LOCKED:
        if (TREE / name).exists():
            _packages(audit, TREE / name)


def _template(audit: Path, sam: Sam) -> None:
    expanded = sam.run(TREE / "tests" / "parts" / "expand.py", TEMPLATE, REGION)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.yaml"
        template.write_text(expanded.stdout)
        what = ["-f", template, "--framework", "cloudformation", "--skip-download", "--skip-check", ",".join(SKIPPED)]
        done = _run(audit, "checkov", *what, "--compact", "--quiet")
    if done.returncode:
        raise fail("── checkov", done.stdout[-4000:], "Mend it, or say in tests/audit/skipped.py why it does not fit.")
    say("── checkov: nothing that is not skipped with a reason")


def _packages(audit: Path, locked: Path) -> None:
    how = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")
    done = _run(audit, "pip_audit", "--requirement", locked, *how)
    name = str(locked.relative_to(TREE))
    packages = json.loads(done.stdout)["dependencies"] if done.stdout.startswith("{") else []
    # A package that the service does not know is skipped, without a word in the exit code.
    known = [package for package in packages if "skip_reason" not in package]
    if found := [f"{package['name']} {package['version']}" for package in known if package["vulns"]]:
        raise fail(f"── {name}: {', '.join(found)} has a known vulnerability", done.stderr[-1000:])
    if not known:
        say(f"── {name}: not looked up, because no vulnerability service answers here")
    else:
        say(f"── {name}: nothing known against {len(known)} of {len(packages)} packages")


def _run(audit: Path, module: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [str(audit), "-m", _MODULES[module], *(str(one) for one in arguments)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return subprocess.run(command, cwd=TREE, capture_output=True, text=True, env=environment)


_MODULES = {"checkov": "checkov.main", "pip_audit": "pip_audit"}

if __name__ == "__main__":
    main()
