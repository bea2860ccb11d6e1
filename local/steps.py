"""What the terminal says while things happen: each step, and how long it took. Standard library only."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Say = Callable[[str], None]


def say(line: str) -> None:
    """One line to the terminal, at once; a terminal that is gone is no reason to stop."""
    with suppress(OSError):
        sys.stdout.write(line + "\n")  # in one piece: several threads speak
        sys.stdout.flush()


def silent(line: str) -> None:
    """For tests: says nothing."""


@contextmanager
def step(what: str, say: Say = say) -> Iterator[None]:
    """Says what is being done, and afterwards how long it took."""
    say(f"  {what} …")
    started = time.monotonic()
    yield
    say(f"  {what}: {seconds(time.monotonic() - started)}")


def seconds(duration: float) -> str:
    """A duration as people read it."""
    return f"{duration * 1000:.0f} ms" if duration < 1 else f"{duration:.1f} s"


def fail(*lines: str) -> "SystemExit":
    """The exit that says what went wrong and what to do; raise it."""
    print("\n".join(lines), file=sys.stderr, flush=True)
    return SystemExit(1)
