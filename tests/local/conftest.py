"""A clone of the project with a small app in it, and its stack running: one for all tests of local/."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from local.aws import client
from local.install import WANTED
from local.places import TREE, Places
from local.stack import Stack
from tests.parts.absent import give_up

APP = Path(__file__).parent / "app"
COPIED = ("local", "requirements", "Makefile", "samconfig.toml")


@pytest.fixture(scope="session")
def make_clone(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes clones of the project, with the small app instead of the chat and the virtual environments of this tree."""
    for name in WANTED[:2]:
        if not Places().python(name).exists():
            give_up(f"The laptop's AWS needs what is not installed: `python3 -m local.install {name}` does it.")

    def make() -> Path:
        clone = tmp_path_factory.mktemp("clone")
        shutil.copytree(APP, clone, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        for name in COPIED:
            (shutil.copytree if (TREE / name).is_dir() else shutil.copy)(TREE / name, clone / name)
        (clone / ".parley").mkdir()
        (clone / ".parley" / "venv").symlink_to(Places().venvs)
        return clone

    return make


@pytest.fixture(scope="session")
def laptop(make_clone: Callable[[], Path]) -> Iterator[Stack]:
    """The small app's stack, running."""
    tree = make_clone()
    with Stack(tree / ".parley", tree=tree, web=True) as running:
        yield running


@pytest.fixture
def call(laptop: Stack) -> Callable[..., dict[str, Any]]:
    """Calls the app's function with an event; what it answers."""

    def call(**event: Any) -> dict[str, Any]:
        functions = client("lambda", laptop.endpoints.aws)
        answer = functions.invoke(FunctionName="parley-door", Payload=json.dumps(event))
        said = json.load(answer["Payload"])
        return json.loads(said["body"]) if "body" in said else dict(said)

    return call
