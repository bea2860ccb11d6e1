"""Coverage as the guide of a search: how many ways through the code an example takes that none has taken before.

docs/decisions/9-hypothesis-is-the-fuzzer.md says why not one of the fuzzers in C.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from hypothesis import target

from tests.parts.template import TREE

SRC = str(TREE / "src")

# A file, and a step from one of its lines to another.
Arc = tuple[str, int, int]


class Guide:
    """Remembers every arc that any example has taken; the search is told how many are new, and how many there were."""

    def __init__(self) -> None:
        self.seen: set[Arc] = set()

    @contextmanager
    def following(self) -> Iterator[None]:
        """Follows an example through src/, and tells the search how far it has come."""
        arcs: set[Arc] = set()
        lines: dict[int, int] = {}

        def step(frame: FrameType, event: str, _: Any) -> Any:
            file = frame.f_code.co_filename
            if not file.startswith(SRC):
                return None
            arcs.add((file, lines.get(id(frame), 0), frame.f_lineno))
            lines[id(frame)] = frame.f_lineno
            return step

        before = sys.gettrace()
        sys.settrace(step)
        try:
            yield
        finally:
            sys.settrace(before)
            target(float(len(arcs)), label="arcs")
            target(float(len(arcs - self.seen)), label="new arcs")
            self.seen |= arcs
