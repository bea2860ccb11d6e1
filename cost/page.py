"""docs/cost.md: its tables are made here, between marks; the words between them are written by hand."""

import re
from pathlib import Path

from cost.report import listed, report, shapes
from cost.workload import Workload

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cost.md"

TEAM = Workload(rooms=20, users=50, messages=2_000)
SHAPES = [
    ("a team: 20 rooms of 10, 1,000 messages", Workload(rooms=20, users=10, messages=1_000)),
    ("a company: 20 rooms of 50, 2,000 messages", TEAM),
    ("a community: 100 rooms of 100, 20,000 messages, 2 hours", Workload(100, 100, 20_000, hours=2)),
    ("a stage: one room of 10,000, 500 messages, 1 hour", Workload(1, 10_000, 500, hours=1, watching=0, typing=0)),
]


def fresh(page: str) -> str:
    """The page with its tables made anew."""
    for name, made in {"month": report(TEAM), "shapes": shapes(SHAPES), "prices": listed()}.items():
        page = re.sub(
            rf"(<!-- {name}: made by make cost WRITE=1 -->\n).*?(\n<!-- /{name} -->)",
            lambda found, made=made: f"{found[1]}\n{made}\n{found[2]}",  # type: ignore[misc]
            page,
            flags=re.DOTALL,
        )
    return page


def write() -> None:
    """Makes the tables of docs/cost.md anew."""
    PAGE.write_text(fresh(PAGE.read_text()))
