"""Answers as people read them: a table for what there are many of, a line for each of the rest."""

import time
from collections.abc import Iterator
from typing import Any

from ..terminal.harmless import harmless_line

# What says nothing to people, or is a number of milliseconds.
LEFT_OUT = ("ok", "after", "more", "through")
TIMES = ("at", "since", "moved_at", "banned", "muted")
FOR_GOOD = 9_999_999_999_999


def shown(answer: dict[str, Any]) -> Iterator[str]:
    """The lines of an answer; whatever others have written in it cannot touch the terminal."""
    for name, value in answer.items():
        if name in LEFT_OUT:
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from _table(value)
        elif value not in ([], {}, ""):
            yield f"{name.replace('_', ' ')}: {_plain(name, value)}"


def _table(rows: list[dict[str, Any]]) -> Iterator[str]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_plain(name, row.get(name, "")) for name in columns] for row in rows]
    widths = [max(len(line[place]) for line in [columns, *cells]) for place in range(len(columns))]
    for line in [columns, *cells]:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _plain(name: str, value: Any) -> str:
    if name in TIMES and isinstance(value, int) and value > 10**12:
        when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(value / 1000))
        return "for good" if value == FOR_GOOD else when
    if isinstance(value, dict):
        return ", ".join(f"{_plain('', key)} {_plain('', one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_plain("", one) for one in value)
    return ("no", "yes")[value] if isinstance(value, bool) else harmless_line(str(value))
