"""What a benchmark hands over: a table, the plots beside it, and the goals that its figures are held against."""

from dataclasses import dataclass
from typing import Literal

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Goal:
    """One figure, what it may be at most or must be at least, and what it was."""

    figure: str
    bound: str
    measured: str
    met: bool


@dataclass(frozen=True)
class Plot:
    """Named series of points; bars stand in a group for each x, in the order of the series."""

    name: str
    title: str
    x: str
    y: str
    series: tuple[tuple[str, Points], ...]
    log_x: bool = False
    log_y: bool = False
    kind: Literal["lines", "bars"] = "lines"


@dataclass(frozen=True)
class Section:
    """One benchmark's part of docs/performance.md; `text` is Markdown and stands above the table."""

    name: str
    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    goals: tuple[Goal, ...] = ()
    plots: tuple[Plot, ...] = ()
