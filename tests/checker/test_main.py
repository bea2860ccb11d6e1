"""`make soak`, as it is typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.parts.template import TREE


@pytest.mark.usefixtures("dynamodb_local")
def test_a_seed_is_run_and_drawn(tmp_path: Path) -> None:
    command = ["make", "--silent", "soak", "SEED=2", "CALM=1", f"INTO={tmp_path}", "PYTHON=true"]
    told = subprocess.run([*command, f"PROJECT={sys.executable}"], capture_output=True, text=True, cwd=TREE)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "seed 2:" in told.stdout and str(tmp_path / "report.html") in told.stdout
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["backend"] == "handlers, DynamoDB Local" and figures["seeds"] == "2–2"
    assert figures["violations"] == 0 and figures["faults injected"] == 0 and figures["entries acknowledged"] > 0
    assert "No violation." in (tmp_path / "report.html").read_text()


def test_make_lists_it() -> None:
    told = subprocess.run(["make"], capture_output=True, text=True, cwd=TREE, env={**os.environ, "MAKEFLAGS": ""})
    assert "make soak" in told.stdout
