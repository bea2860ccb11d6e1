"""`make test`: the style, the types, the shape of the house, then every test; stops at the first that fails.

Arguments go to pytest, and then there is no word about coverage: `python -m tests.run -k resume`.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from local.steps import fail, say, seconds

TREE = Path(__file__).resolve().parent.parent
CODE = [
    name
    for name in ("src", "layer", "local", "client", "tests", "benchmarks", "cost", "smoke")
    if (TREE / name).is_dir()
]
DATA = TREE / ".parley" / "coverage"

# Each step's name, what runs, and what to do when it fails.
STEPS: list[tuple[str, list[str], str]] = [
    ("style", ["ruff", "check", "--quiet", *CODE], "`ruff check --fix` mends some of it."),
    ("format", ["ruff", "format", "--check", "--quiet", *CODE], "`ruff format` does it."),
    ("types", ["mypy", "--no-error-summary", *CODE], "Each function says what it takes and gives: mypy --strict."),
    ("house", ["pytest", "--quiet", "tests/house"], "The tests in tests/house/ say what stands where."),
]


def main(arguments: Sequence[str]) -> None:
    """Runs every step in order and says how long each took."""
    began = time.monotonic()
    for name, command, advice in STEPS:
        _step(name, command, advice)
    if arguments:
        _step("tests", ["pytest", *_parallel(), *arguments], "CONTRIBUTING.md says how to run one test.")
    else:
        _measured()
    say(f"all of it: {seconds(time.monotonic() - began)}")


def _measured() -> None:
    """All tests, and what of src/ they reach; coverage follows the processes of a parallel run by itself."""
    DATA.mkdir(parents=True, exist_ok=True)
    for command in (
        ["coverage", "erase"],
        ["coverage", "run", "-m", "pytest", *_parallel(), "-m", "not alone"],
        ["coverage", "run", "-m", "pytest", "-m", "alone"],
        ["coverage", "combine", "--quiet"],
        ["coverage", "report"],
    ):
        _step("tests" if "pytest" in command else "coverage", command, "CONTRIBUTING.md says how to run one test.")


def _parallel() -> list[str]:
    """As many processes as there are cores, four at most: the stack, the browser and DynamoDB want some too."""
    return ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadgroup"]


def _step(name: str, command: list[str], advice: str) -> None:
    say(f"── {name}: {' '.join(command)}")
    began = time.monotonic()
    code = subprocess.run([sys.executable, "-m", *command], cwd=TREE).returncode
    if code:
        raise fail(f"── {name}: failed. {advice}")
    say(f"── {name}: {seconds(time.monotonic() - began)}")


if __name__ == "__main__":
    main(sys.argv[1:])
