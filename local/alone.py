"""One run in a clone at a time: who runs now, and when what ran before is really over. Standard library only."""

import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from local.steps import Say


class AlreadyRunning(Exception):
    """Another run holds this clone; `pid` is its process."""

    def __init__(self, pid: int) -> None:
        super().__init__(pid)
        self.pid = pid


class Run:
    """This process's hold on the clone."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def remember(self, children: Iterable[int]) -> None:
        """Writes down which processes belong to this run, for the next one to wait for if this one is killed."""
        self._path.write_text(json.dumps({"pid": os.getpid(), "children": list(children)}))


@contextmanager
def alone(path: Path, say: Say) -> Iterator[Run]:
    """Holds the clone; raises AlreadyRunning when another process does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(holder(path).get("pid", 0)) from None
        _wait_for_the_last(path, say)
        run = Run(path)
        run.remember([])
        yield run
        path.write_text("")


def running(path: Path) -> int | None:
    """The process that holds the clone now, if any does."""
    try:
        with path.open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return int(holder(path).get("pid", 0)) or None
    return None


def holder(path: Path) -> dict[str, Any]:
    """What the run that holds the clone wrote down."""
    try:
        written = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return written if isinstance(written, dict) else {}


def _wait_for_the_last(path: Path, say: Say, patience: float = 20.0) -> None:
    """A run that was killed leaves children that are just saving the state: starting beside them would undo that."""
    try:
        children = [pid for pid in json.loads(path.read_text())["children"] if _lives(pid)]
    except (OSError, ValueError, KeyError, TypeError):
        return
    if children:
        say("  the last run was killed; its processes are just stopping …")
    deadline = time.monotonic() + patience
    while any(_lives(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
