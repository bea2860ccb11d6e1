"""A door in a process of its own, killed at a named point: `python victim.py POINT DOOR`, the event on standard input.

SIGKILL, as when Lambda loses the machine: nothing is cleaned up, nothing is said.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from itertools import count
from typing import Any, NoReturn

from delivery.line import Line
from models import table
from tests.events import CONTEXT
from tests.parts import processes
from tests.parts.template import TREE

POSTS_BEFORE_THE_END = 10


def die(*_: object, **__: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody outlives this")


def before_the_write() -> None:
    """The message has its number and is about to be written."""
    table.client().meta.events.register_first("before-send.dynamodb.TransactWriteItems", die)


def after_the_commit() -> None:
    """The message is written, and nobody has been read who is to hear of it."""
    table.client().meta.events.register_first("after-call.dynamodb.TransactWriteItems", die)


def after_the_second_commit() -> None:
    """What goes before is written, and so is what it is all about."""
    commits = count(1)

    def die_at_the_second(*_: object, **__: object) -> None:
        if next(commits) == 2:
            die()

    table.client().meta.events.register_first("after-call.dynamodb.TransactWriteItems", die_at_the_second)


def amid_the_fan_out() -> None:
    """Some have been posted to, the others not yet."""
    send = Line.send
    sent: list[object] = []

    def send_some(self: Line, post: str, request: bytes, due: float) -> None:
        if len(sent) == POSTS_BEFORE_THE_END:
            die()
        sent.append(post)
        send(self, post, request, due)

    Line.send = send_some  # type: ignore[method-assign]


POINTS: dict[str, Callable[[], None]] = {
    "before the write": before_the_write,
    "after the commit": after_the_commit,
    "after the second commit": after_the_second_commit,
    "amid the fan-out": amid_the_fan_out,
}


def kill(point: str, door: str, event: dict[str, Any]) -> None:
    """Runs a door in a child until that point, and sees to it that the child was killed there."""
    path = os.pathsep.join((str(TREE / "src"), str(TREE)))
    done = subprocess.run(
        [sys.executable, __file__, point, door],
        input=json.dumps(event),
        capture_output=True,
        text=True,
        env=processes.environment(PYTHONPATH=path),
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, f"{door} got past '{point}': {done.stdout}{done.stderr}"


def main(point: str, door: str) -> None:
    event = json.load(sys.stdin)
    handler = import_module(f"handlers.{door}").handler
    POINTS[point]()
    handler(event, CONTEXT)


if __name__ == "__main__":
    main(*sys.argv[1:])
