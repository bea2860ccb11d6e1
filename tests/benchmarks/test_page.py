"""The page is made of what is kept, so measuring one section anew loses no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.kept import Kept, all_kept, keep
from benchmarks.section import Goal, Plot, Section

PLOT = Plot("cpu", "CPU a post", "recipients", "µs", (("Parley", ((1.0, 2.0), (10.0, 3.0))),), log_x=True)
FAST = Section("fast", "How fast", "Some words.", ("way", "µs"), (("Parley", "2"),), (), (PLOT,))
SMALL = Section(
    "small", "How small", "Others.", ("way", "MB"), (("a|b", "9"),), (Goal("size", "≤ 8 MB", "9 MB", False),)
)
ORDER = ("fast", "small")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for section in (SMALL, FAST):
        keep(Kept(section, "2026-11-22", "2 cores", False), tmp_path / page.PLOTS)
    return tmp_path


def text(docs: Path) -> str:
    return page.write(docs, ORDER).read_text()


def test_what_is_kept_comes_back_as_it_was(docs: Path) -> None:
    assert [kept.section for kept in all_kept(docs / page.PLOTS, ORDER)] == [FAST, SMALL]


def test_sections_stand_in_their_order_with_table_and_plot(docs: Path) -> None:
    said = text(docs)
    assert said.index("## How fast") < said.index("## How small")
    assert "| way | µs |\n| --- | --- |\n| Parley | 2 |" in said
    assert "![CPU a post](performance/fast-cpu.svg)" in said
    assert (docs / "performance" / "fast-cpu.svg").read_text().startswith("<svg")


def test_goals_stand_together_above_all_sections(docs: Path) -> None:
    said = text(docs)
    assert said.index("| size | ≤ 8 MB | 9 MB | **no** |") < said.index("## How fast")


def test_one_section_measured_anew_leaves_the_others(docs: Path) -> None:
    keep(Kept(replace(FAST, rows=(("Parley", "1"),)), "2026-11-23", "4 cores", True), docs / page.PLOTS)
    said = text(docs)
    assert "| Parley | 1 |" in said and "| Parley | 2 |" not in said
    assert "| a\\|b | 9 |" in said


def test_it_says_when_and_where_and_what_differs(docs: Path) -> None:
    keep(Kept(FAST, "2026-11-23", "4 cores", True), docs / page.PLOTS)
    said = text(docs)
    assert said.index("Measured on 2026-11-23: 4 cores") < said.index("## Goals")
    assert said.index("## How small") < said.index("Measured on 2026-11-22: 2 cores.")
    assert said.count("A quick look") == 1
