"""docs/cost.md has the tables that the calculator makes today."""

import re

import pytest

from cost.page import PAGE, fresh

NUMBER = re.compile(r"\d[\d,]*\.?\d*")


def test_the_tables_of_the_page_are_fresh() -> None:
    """The page's weight changes with every file of it: what comes to the same is not written anew."""
    page = PAGE.read_text()
    made = fresh(page)
    assert sorted(NUMBER.sub("", page).splitlines()) == sorted(NUMBER.sub("", made).splitlines()), "make cost WRITE=1"
    for was, now in zip(_totals(page), _totals(made), strict=True):
        assert was == pytest.approx(now, rel=0.05), "make cost WRITE=1"


def _totals(page: str) -> list[float]:
    lines = [line for line in page.splitlines() if line.startswith(("| **all**", "| API Gateway"))]
    return [float(number.replace(",", "")) for line in lines for number in NUMBER.findall(line)]


def test_only_what_stands_between_marks_is_written() -> None:
    made = fresh("before\n<!-- month: made by make cost WRITE=1 -->\nold\n<!-- /month -->\nafter\n")
    assert made.startswith("before\n") and made.endswith("\nafter\n")
    assert "| API Gateway | frames in |" in made and "old" not in made
