"""docs/performance.md and its plots, made of the sections that are kept beside it."""

from pathlib import Path

from benchmarks import tables
from benchmarks.kept import Kept, all_kept
from benchmarks.plot import svg

PLOTS = "performance"
TOP = """\
# Performance

<!-- Written by `make bench` from performance/*.json. What is changed here is lost with the next run. -->

`make bench` measures all of this anew, `make bench ONLY=fan_out` one table, and `QUICK=1` takes a quick look.

{measured}. Nothing here ran against AWS. CPU is user and system time of the process that is measured. Figures are
medians with ranges in brackets, where more than one round was run; the rounds of one table are interleaved, so trust
its ratios more than its absolutes.
"""


def write(folder: Path, order: tuple[str, ...]) -> Path:
    """Writes page and plots into a folder from what is kept there; returns where the page is."""
    found = all_kept(folder / PLOTS, order)
    for kept in found:
        for plot in kept.section.plots:
            (folder / PLOTS / f"{kept.section.name}-{plot.name}.svg").write_text(svg(plot))
    path = folder / "performance.md"
    path.write_text(page(found))
    return path


def page(found: list[Kept]) -> str:
    """The whole page: what it was measured on, all goals, then each section."""
    newest = max(found, key=lambda kept: kept.date)
    parts = [TOP.format(measured=_measured(newest)).strip()]
    goals = [goal for kept in found for goal in kept.section.goals]
    if goals:
        parts += ["## Goals", tables.goals(goals)]
    parts += [_section(kept, newest) for kept in found]
    return "\n\n".join(parts) + "\n"


def _section(kept: Kept, newest: Kept) -> str:
    section = kept.section
    parts = [f"## {section.title}", section.text.strip(), tables.table(section.columns, section.rows)]
    if (kept.date, kept.machine) != (newest.date, newest.machine):
        parts.insert(1, f"{_measured(kept)}.")
    if kept.quick:
        parts.insert(1, "**A quick look: these figures shake.**")
    parts += [f"![{plot.title}]({PLOTS}/{section.name}-{plot.name}.svg)" for plot in section.plots]
    return "\n\n".join(parts)


def _measured(kept: Kept) -> str:
    return f"Measured on {kept.date}: {kept.machine}"
