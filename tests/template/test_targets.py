"""`sam build` for Pythons and processors that the machine which builds does not have.

`built` is for the template's defaults, which are foreign to most machines; these are the others.
"""

import hashlib
from pathlib import Path

import pytest
import yaml

from local.places import Places
from tests.parts.sam import Sam
from tests.parts.template import TEMPLATE, TREE

TARGETS = [("python3.12", "x86_64"), ("python3.13", "arm64")]


@pytest.mark.parametrize(("runtime", "architecture"), TARGETS)
def test_what_is_built_is_the_same_for_every_target(
    runtime: str, architecture: str, sam: Sam, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON", str(Places(TREE).python("emulator")))
    target = ("--parameter-overrides", f"Runtime={runtime} Architecture={architecture}")
    places = ("--template", str(TEMPLATE), "--build-dir", str(tmp_path / "build"), "--config-env", "none")
    done = sam.run("sam", "build", "Authorize", *places, *target)
    assert done.returncode == 0, done.stderr
    for part in ("Authorize", "Dependencies"):
        assert sources(tmp_path / "build" / part) == sources(built.parent / part)


def test_the_default_is_the_newest_runtime(built: Path) -> None:
    parameters = yaml.safe_load(built.read_text())["Parameters"]
    assert (parameters["Runtime"]["Default"], parameters["Architecture"]["Default"]) == ("python3.14", "arm64")


def sources(artifact: Path) -> dict[str, str]:
    """Everything in an artifact but the bytecode, which each Python has its own of."""
    return {
        str(path.relative_to(artifact)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in artifact.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
