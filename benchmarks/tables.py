"""Markdown tables."""

from collections.abc import Iterable

from benchmarks.section import Goal, Section


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; a cell's own bars are escaped."""
    head = list(columns)
    return "\n".join(_line(cells) for cells in (head, ["---"] * len(head), *rows))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def goals(found: Iterable[Goal]) -> str:
    """Every goal, and whether it is met."""
    rows = ((goal.figure, goal.bound, goal.measured, "yes" if goal.met else "**no**") for goal in found)
    return table(("figure", "goal", "measured", "met"), rows)


def section(of: Section) -> str:
    """A section's text, table and goals, without its plots: what a terminal can show."""
    parts = [f"## {of.title}", of.text.strip(), table(of.columns, of.rows)]
    return "\n\n".join([*parts, goals(of.goals)] if of.goals else parts)
