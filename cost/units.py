"""What each action takes, as `make bench` has measured it (docs/performance/); a test holds the figures to the code."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEASURED = Path(__file__).resolve().parent.parent / "docs" / "performance"

# The sizes of benchmarks/units.py, in the order of its cells.
SIZES = (10, 100, 101, 1_000)
COLUMNS = {
    "writes": "write units",
    "reads": "read units",
    "frames": "frames out",
    "sent": "their bytes",
    "kept": "bytes kept",
    "seconds": "function's seconds",
    "logged": "bytes logged",
}
# The same of a message, which benchmarks/cost.py measures up to 10,000.
OF_A_MESSAGE = {
    "writes": "write units",
    "reads": "read units",
    "calls": "calls of functions",
    "seconds": "functions' seconds",
    "queue_requests": "requests to the queue",
}

Points = list[tuple[int, float]]


@dataclass(frozen=True)
class Units:
    """What one action takes: of the table, frames out and their bytes, functions' calls and seconds, the queue."""

    writes: float
    reads: float
    frames: float
    sent: float
    kept: float
    seconds: float
    logged: float
    calls: float = 1.0
    queue_requests: float = 0.0


def units(action: str, size: int) -> Units:
    """What an action takes in a room of so many connections: measured, or on the line between two that were."""
    found = {name: _between(points, size) for name, points in _of_actions()[action].items()}
    if action == "sendMessage":
        found |= {name: _between(points, size) for name, points in _of_messages().items()}
    return Units(**found)


def _of_actions() -> dict[str, dict[str, Points]]:
    section = _section("units")
    return {
        row[0]: {name: _points(row[section["columns"].index(column)]) for name, column in COLUMNS.items()}
        for row in section["rows"]
    }


def _of_messages() -> dict[str, Points]:
    section = _section("cost")
    places = {name: section["columns"].index(column) for name, column in OF_A_MESSAGE.items()}
    sizes = [int(_number(row[0])) for row in section["rows"]]
    return {
        name: [(size, _sum(row[place])) for size, row in zip(sizes, section["rows"], strict=True)]
        for name, place in places.items()
    }


def _section(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((MEASURED / f"{name}.json").read_text())["section"]
    return read


def _points(cell: str) -> Points:
    """One figure for all sizes, or one for each."""
    figures = [_number(part) for part in cell.split(" / ")]
    return list(zip(SIZES, figures * len(SIZES) if len(figures) == 1 else figures, strict=False))


def _sum(cell: str) -> float:
    """What the speaker's function and those that deliver take together; ranges are left out."""
    return sum(_number(part) for part in re.sub(r"\([^)]*\)", "", cell).split("+"))


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _between(points: Points, size: int) -> float:
    """On the straight line through the two nearest points, which goes on beyond the last; never below nothing."""
    after = next((place for place, (at, _) in enumerate(points) if at >= size), len(points) - 1)
    (low, least), (high, most) = points[max(after, 1) - 1], points[max(after, 1)]
    return max(0.0, least + (most - least) * (size - low) / (high - low))
