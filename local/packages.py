"""`python -m local.packages v1.2.3 dist`: the clients as packages, and what CHANGELOG.md says of a version.

The wheel and the tarball land in the folder, beside notes.md. Refuses when the version is not the same everywhere.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from local.places import TREE
from local.steps import fail, say


def main(arguments: Sequence[str]) -> None:
    """Makes both packages of the tagged version."""
    tag, folder = arguments[0], Path(arguments[1])
    version = tag.removeprefix("v")
    if wrong := faults(TREE, version):
        raise fail(*wrong)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notes.md").write_text(section((TREE / "CHANGELOG.md").read_text(), version) or "")
    for made in (wheel(TREE, folder), tarball(TREE, folder)):
        say(str(made))


def faults(tree: Path, version: str) -> list[str]:
    """What keeps a tree from being released as that version, in sentences."""
    python = tomllib.loads((tree / "pyproject.toml").read_text())["project"]["version"]
    javascript = json.loads((tree / "web" / "package.json").read_text())["version"]
    notes = section((tree / "CHANGELOG.md").read_text(), version)
    said = {"pyproject.toml": python, "web/package.json": javascript}
    wrong = [f"{name} says version {one}, and not {version}." for name, one in said.items() if one != version]
    return wrong if notes else [*wrong, f"CHANGELOG.md has no section ## {version}, or nothing in it."]


def section(changelog: str, version: str) -> str | None:
    """What the changelog says of a version, without its heading; nothing where it says nothing."""
    heading = rf"^## \[?{re.escape(version)}\]?(?:[ \t][^\n]*)?$"
    found = re.search(heading + r"\n(?P<text>.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found["text"].strip() + "\n" if found and found["text"].strip() else None


def wheel(tree: Path, folder: Path, *options: str) -> Path:
    """The Python client as a wheel."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), *options]
    _run([*pip, str(tree)], tree)
    return next(folder.glob("parley-*.whl"))


def tarball(tree: Path, folder: Path, npm: Sequence[str] = ("npm",)) -> Path:
    """The JavaScript client as npm packs it."""
    _run([*npm, "pack", "--silent", "--pack-destination", str(folder.resolve())], tree / "web")
    return next(folder.glob("parley-client-*.tgz"))


def _run(command: Sequence[str], where: Path) -> None:
    try:
        done = subprocess.run(command, cwd=where, capture_output=True, text=True)
    except FileNotFoundError:
        raise fail(f"{command[0]} is not installed.") from None
    if done.returncode:
        raise fail(f"`{' '.join(command)}` failed:", done.stdout[-2000:], done.stderr[-2000:])


if __name__ == "__main__":
    main(sys.argv[1:])
