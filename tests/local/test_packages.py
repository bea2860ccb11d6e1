"""The clients as packages: built, installed where nothing of this tree is, and used there. No network."""

import asyncio
import json
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
import websockets

from local import packages
from tests.browser.peer import Peer as PageService
from tests.client.peer import Peer as LineService
from tests.parts import downloads
from tests.parts.absent import Absent, give_up
from tests.parts.template import TREE

TALK_PYTHON = """
import asyncio, sys, parley

async def main():
    async with parley.connect(sys.argv[1], name="Ana") as chat:
        said = await (await chat.join("general")).say("hello")
        print(said.seq, said.text, parley.__file__)

asyncio.run(main())
"""

TALK_JAVASCRIPT = """
import { Parley } from "parley-client";

const parley = new Parley({ url: process.argv[2], name: "Ana" });
parley.on("post", ({ post, message }) => {
  if (post.state !== "sent") return;
  console.log(message.seq, message.text, import.meta.resolve("parley-client"));
  parley.close();
});
parley.connect();
await parley.join("general");
parley.say("general", "hello");
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python client, built by the setuptools that is here."""
    tree, made = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(TREE / "client", tree / "client", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(TREE / name, tree)
    return packages.wheel(tree, made, "--no-build-isolation", "--no-index")


@pytest.fixture
def npm() -> list[str]:
    """The command that is npm."""
    try:
        return downloads.npm()
    except Absent as absent:
        give_up(absent)


async def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; it must succeed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=cwd, env=environment, stdout=pipe, stderr=pipe)
    said, complained = await process.communicate()
    assert process.returncode == 0, f"{command}: {said.decode()}{complained.decode()}"
    return said.decode()


def test_the_wheel_is_the_client_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        (metadata,) = (packed.read(name).decode() for name in names if name.endswith("/METADATA"))
    assert {name.partition("/")[0] for name in names} == {
        "parley",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }
    assert {"parley/__init__.py", "parley/py.typed", "parley/terminal/__init__.py"} <= set(names)
    assert [line for line in metadata.splitlines() if line.startswith("Requires-Dist")] == [
        "Requires-Dist: websockets>=15",
        'Requires-Dist: boto3>=1.34; extra == "admin"',
    ]


async def test_the_python_client_is_installed_and_talks(wheel: Path, tmp_path: Path) -> None:
    await run(sys.executable, "-m", "venv", "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    await run(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=tmp_path)
    # The one dependency, as it is installed here.
    (site,) = (tmp_path / "venv" / "lib").glob("*/site-packages")
    (site / "websockets").symlink_to(Path(websockets.__file__).parent)
    assert "--name" in await run(tmp_path / "venv" / "bin" / "parley", "--help", cwd=tmp_path)
    peer = LineService()
    await peer.start()
    try:
        said = await run(python, "-I", "-c", TALK_PYTHON, peer.url, cwd=tmp_path)
    finally:
        await peer.stop()
    assert said.startswith("1 hello") and str(site / "parley") in said


async def test_the_javascript_client_is_installed_and_talks(npm: list[str], tmp_path: Path) -> None:
    made = packages.tarball(TREE, tmp_path, npm)
    home = tmp_path / "app"
    home.mkdir()
    (home / "package.json").write_text(json.dumps({"type": "module", "private": True}))
    (home / "talk.js").write_text(TALK_JAVASCRIPT)
    await run(*npm, "install", "--silent", "--offline", "--no-audit", "--no-fund", str(made), cwd=home)
    node = downloads.node()
    # Node.js has WebSocket by itself from version 22 on.
    version = int((await run(node, "--version", cwd=home)).lstrip("v").split(".")[0])
    options = [] if version >= 22 else ["--experimental-websocket"]
    async with PageService() as peer:
        said = await run(node, *options, "talk.js", peer.url, cwd=home)
    assert said.startswith("1 hello") and "app/node_modules/parley-client/parley.js" in said


async def test_the_tarball_is_the_client_and_nothing_of_the_page(npm: list[str], tmp_path: Path) -> None:
    made = packages.tarball(TREE, tmp_path, npm)
    names = {line.removeprefix("package/") for line in (await run("tar", "tzf", made, cwd=tmp_path)).split()}
    modules = {f"parley/{path.name}" for path in (TREE / "web" / "parley").glob("*.js")}
    assert names == {"package.json", "parley.js"} | modules


def test_both_have_the_same_version() -> None:
    javascript = json.loads((TREE / "web" / "package.json").read_text())["version"]
    assert all("CHANGELOG.md" in one for one in packages.faults(TREE, javascript))


def test_a_version_that_is_not_everywhere_is_refused(tmp_path: Path) -> None:
    wrong = packages.faults(TREE, "99.0.0")
    assert [one.partition(" ")[0] for one in wrong] == ["pyproject.toml", "web/package.json", "CHANGELOG.md"]


CHANGES = """# Changelog

## Unreleased

## [1.2.0] - 2026-11-22

### Added

- Rooms.

## 1.1.0

- Talk.
"""


@pytest.mark.parametrize(
    ("version", "notes"),
    [
        ("1.2.0", "### Added\n\n- Rooms.\n"),
        ("1.1.0", "- Talk.\n"),
        ("1.2", None),
        ("1x2.0", None),
        ("Unreleased", None),
    ],
)
def test_the_notes_are_the_versions_section(version: str, notes: str | None) -> None:
    assert packages.section(CHANGES, version) == notes
