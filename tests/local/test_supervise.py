import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from local.stack import Stack
from local.supervise import MANY, supervise

pytestmark = pytest.mark.xdist_group("laptop")


@pytest.fixture
def stack(laptop: Stack, tmp_path: Path) -> Iterator[Stack]:
    """A stack of this test's own."""
    with Stack(tmp_path, tree=laptop.places.tree, build=laptop.places.build / "template.yaml") as running:
        yield running


def wait_for(said: "SimpleQueue[str]", words: str) -> str:
    while words not in (line := said.get(timeout=60)):
        pass
    return line


def test_a_gateway_that_dies_again_and_again_is_given_up(stack: Stack) -> None:
    said, codes = SimpleQueue[str](), SimpleQueue[int]()
    supervisor = threading.Thread(target=lambda: codes.put(supervise(stack, said.put)))
    supervisor.start()
    for death in range(MANY):
        os.kill(stack.children["gateway"].pid, signal.SIGKILL)
        wait_for(said, "killed by SIGKILL")
        if death < MANY - 1:
            wait_for(said, "The gateway is back")
    assert "times within a minute" in wait_for(said, "It has ended")
    assert wait_for(said, "`make run` starts it again")
    supervisor.join()
    assert codes.get() == 1


def test_an_emulator_whose_state_lacks_the_stack_deploys_again(stack: Stack) -> None:
    emulator = stack.children["emulator"]
    emulator.process.kill()
    emulator.process.wait()
    for saved in stack.places.state.glob("*.json"):
        saved.unlink()
    stack.recover()
    assert stack.deployment.functions


def test_an_emulator_that_cannot_start_is_given_up(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said, codes = SimpleQueue[str](), SimpleQueue[int]()
    supervisor = threading.Thread(target=lambda: codes.put(supervise(stack, said.put)))
    supervisor.start()
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho nothing works; exit 7\n")
    broken.chmod(0o755)
    python: Callable[..., Path] = lambda self, name: broken  # noqa: E731
    monkeypatch.setattr("local.places.Places.python", python)
    os.kill(stack.children["emulator"].pid, signal.SIGKILL)
    assert "exit code 7" in wait_for(said, "ended with exit code")
    supervisor.join()
    assert codes.get() == 1
