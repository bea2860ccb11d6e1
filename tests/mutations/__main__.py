"""`python -m tests.mutations` plants each bug in a copy of the tree and runs the test that has to notice it.

Prints the table; `--publish` writes it into docs/reliability/mutations.json as well. A word after it plants only the
bugs that have it in their name.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from local.steps import fail, say
from tests.mutations.planted import BUGS, Bug
from tests.parts.template import TREE

COPIED = (
    "src",
    "tests",
    "local",
    "client",
    "docs",
    "events",
    "layer",
    "template.yaml",
    "pyproject.toml",
    "samconfig.toml",
)
PUBLISHED = TREE / "docs" / "reliability" / "mutations.json"
TESTS_FAILED = 1


def main(arguments: Sequence[str]) -> None:
    """Every bug in turn; fails when a test does not pass without a bug, or does with one."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("word", nargs="?", default="")
    given = parser.parse_args(arguments)
    bugs = [bug for bug in BUGS if given.word in bug.what]
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(Path(folder))
        if _outcome(copy, *sorted({bug.test for bug in bugs})) != 0:
            raise fail("A test that is to notice a bug fails without one.")
        rows = [_tried(copy, bug) for bug in bugs]
    for row in rows:
        say(" | ".join(str(value) for value in row.values()))
    if given.publish:
        PUBLISHED.parent.mkdir(exist_ok=True)
        PUBLISHED.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    if unnoticed := [str(row["bug"]) for row in rows if row["noticed"] != "yes"]:
        raise fail("Nobody noticed: " + "; ".join(unnoticed))


def planted(source: str, bug: Bug) -> str:
    """The source with the bug in it; fails where the place is not there any more, or there twice."""
    times = source.count(bug.old)
    if times != 1:
        raise fail(f"{bug.file} has the place for '{bug.what}' {times} times: see tests/mutations/planted.py")
    return source.replace(bug.old, bug.new)


def _tried(copy: Path, bug: Bug) -> dict[str, object]:
    path = copy / bug.file
    sound, began = path.read_text(), time.monotonic()
    path.write_text(planted(sound, bug))
    try:
        outcome = _outcome(copy, bug.test)
    finally:
        path.write_text(sound)
    return {
        "bug": bug.what,
        "in": bug.file,
        "the test that has to fail": bug.test.removeprefix("tests/").replace("::", " "),
        "noticed": "yes" if outcome == TESTS_FAILED else f"no ({outcome})",
        "seconds": round(time.monotonic() - began, 1),
    }


def _outcome(copy: Path, *tests: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    kept = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    alone = kept | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=copy, capture_output=True, env=alone).returncode


def _copied(folder: Path) -> Path:
    """A copy of what tests stand on; what is installed is used where it is."""
    for name in COPIED:
        source = TREE / name
        ignored = shutil.ignore_patterns("__pycache__", "node_modules")
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        elif source.exists():
            shutil.copy(source, folder / name)
    installed = folder / ".parley"
    installed.mkdir()
    for name in ("venv", "parts"):
        (installed / name).symlink_to(TREE / ".parley" / name)
    return folder


if __name__ == "__main__":
    main(sys.argv[1:])
