"""Watches over the processes of a running stack: says what has died, and starts it again."""

import signal
import time
from collections import deque
from queue import SimpleQueue

from botocore.exceptions import BotoCoreError, ClientError

from local.child import Child, ChildFailed
from local.sam import SamFailed
from local.stack import Stack
from local.steps import Say, seconds

MANY, WHILE = 5, 60.0


def supervise(stack: Stack, say: Say) -> int:
    """Keeps the stack alive; returns the exit code once that is no longer possible."""
    over: SimpleQueue[Child] = SimpleQueue()
    deaths: deque[float] = deque(maxlen=MANY)
    watched: set[Child] = set()
    while True:
        for child in set(stack.children.values()) - watched:
            child.when_over(over.put)
            watched.add(child)
        child = over.get()
        say(f"The {child.name} has ended by itself ({_how(child)}). Starting it again …")
        deaths.append(time.monotonic())
        if len(deaths) == MANY and deaths[-1] - deaths[0] < WHILE:
            return _given_up(say, f"It has ended {MANY} times within a minute.", *child.tail())
        try:
            _restart(stack, child, say)
        except (ChildFailed, SamFailed, BotoCoreError, ClientError) as error:
            return _given_up(say, str(error))


def _restart(stack: Stack, child: Child, say: Say) -> None:
    started = time.monotonic()
    if child is stack.children["gateway"]:
        stack.start_gateway()
        say(f"The gateway is back after {seconds(time.monotonic() - started)}. Clients reconnect by themselves.")
    else:
        stack.recover()
        say(
            f"The AWS emulator is back after {seconds(time.monotonic() - started)}, with the state of its last save: "
            "the last seconds before its end may be missing."
        )


def _how(child: Child) -> str:
    code = child.process.returncode
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _given_up(say: Say, *why: str) -> int:
    for line in why:
        say(line)
    say("Parley stops. `make run` starts it again; if the local state itself is broken, `make clean` forgets it.")
    return 1
