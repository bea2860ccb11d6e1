"""The deployed stack: the real `sam build` and `sam deploy`, the emulator and the gateway, one for all tests of a run.

Everything that asks for it, or for the built artifact, runs in one process of a parallel run, so it is there once.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local import sam
from local.places import Places
from local.stack import Stack
from tests.parts.absent import give_up
from tests.parts.template import TREE

SHARED = {"stack", "built"}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "alone: runs after the parallel tests, with nothing else going on")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the tests of the shared stack together: xdist reads the groups after this."""
    for item in items:
        if SHARED & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("stack"))


@pytest.fixture(scope="session")
def stack_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the stack of this run keeps its state."""
    return tmp_path_factory.mktemp("stack")


@pytest.fixture(scope="session")
def built(stack_home: Path) -> Path:
    """The template of a real `sam build` of this tree; the functions' artifacts lie beside it."""
    for name in ("emulator", "sam"):
        if not Places(TREE).python(name).exists():
            give_up(f"The stack needs what is not installed: `python3 -m local.install {name}` does it.")
    return sam.build(Places(home=stack_home))


@pytest.fixture(scope="session")
def stack(stack_home: Path, built: Path) -> Iterator[Stack]:
    """The whole of Parley on ports of its own."""
    with Stack(stack_home, build=built, web=True) as running:
        yield running
