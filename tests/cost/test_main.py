"""The command, as a user types it: with nothing installed."""

import subprocess
import sys

import pytest

from tests.parts.template import TREE


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "-c", "import sys, runpy; sys.path[:0] = ['.']; runpy.run_module('cost')"]
    command[-1] = command[-1].replace("'cost')", "'cost', run_name='__main__')")
    return subprocess.run([*command, *words], cwd=TREE, capture_output=True, text=True)


def test_it_says_what_a_month_costs_and_needs_no_package() -> None:
    done = run("--rooms", "3", "--users", "7", "--messages", "50", "--hours", "2")
    assert done.returncode == 0, done.stderr
    assert "3 rooms with 7 people each, connected 2 hours a day, 50 messages a day" in done.stdout
    assert "| API Gateway | frames in |" in done.stdout and "| **all** |" in done.stdout


@pytest.mark.parametrize("words", [("--rooms", "many"), ("--rooms", "-1"), ("--watching", "2")])
def test_what_makes_no_sense_is_said(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2 and words[0] in done.stderr and "Traceback" not in done.stderr
