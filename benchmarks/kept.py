"""Sections as they were last measured, one JSON file each: the page is made of these, so no run loses another's."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.section import Goal, Plot, Section


@dataclass(frozen=True)
class Kept:
    """A section, the day and the machine it was measured on, and whether that was a quick look."""

    section: Section
    date: str
    machine: str
    quick: bool


def keep(kept: Kept, folder: Path) -> None:
    """Writes a section down, over the one of the same name."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(kept), ensure_ascii=False, indent=1)
    (folder / f"{kept.section.name}.json").write_text(text + "\n")


def all_kept(folder: Path, order: tuple[str, ...]) -> list[Kept]:
    """What has been measured of these sections, in this order."""
    paths = (folder / f"{name}.json" for name in order)
    return [_kept(json.loads(path.read_text())) for path in paths if path.exists()]


def _kept(read: dict[str, Any]) -> Kept:
    section = read["section"]
    lists = {
        "columns": tuple(section["columns"]),
        "rows": tuple(tuple(row) for row in section["rows"]),
        "goals": tuple(Goal(**goal) for goal in section["goals"]),
        "plots": tuple(_plot(plot) for plot in section["plots"]),
    }
    return Kept(**read | {"section": Section(**section | lists)})


def _plot(read: dict[str, Any]) -> Plot:
    series = tuple((name, tuple((x, y) for x, y in points)) for name, points in read["series"])
    return Plot(**read | {"series": series})
