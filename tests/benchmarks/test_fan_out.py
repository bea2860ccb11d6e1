"""What the fan-out benchmark makes of its measurements, whatever they were."""

from collections import defaultdict

import pytest

from benchmarks import fan_out
from benchmarks.fan_out_run import LIMIT, Cells
from benchmarks.fan_out_ways import PARLEY, SEQUENTIAL, THREADS


def figures(cpu: float, took: float = 1.0, rate: float = 10_000) -> dict[str, float]:
    return {"cpu": cpu, "rate": rate, "took": took, "memory": 60.0}


@pytest.fixture
def cells() -> Cells:
    """Two rounds that meet every goal, most of them just so."""
    found: Cells = defaultdict(list)
    for more in (0, 2):
        found[0.0, 1_000, PARLEY.name].append(figures(39 + more))
        found[0.0, 1_000, THREADS.name].append(figures(879 + more))
        found[0.0, 1_000, LIMIT].append(figures(15 + more))
        found[0.0, 1, PARLEY.name].append(figures(100))
        found[0.0, 1, SEQUENTIAL.name].append(figures(1_000))
        found[0.015, 10_000, PARLEY.name].append(figures(40, took=1.7))
        found[0.0, 10_000, "memory"].append(figures(0))
    return found


def met(cells: Cells) -> dict[str, bool]:
    return {goal.figure: goal.met for goal in fan_out._goals(cells)}


def test_every_goal_is_met_at_its_bound(cells: Cells) -> None:
    assert len(met(cells)) == 6 and all(met(cells).values())


@pytest.mark.parametrize(
    ("delay", "count", "name", "worse"),
    [
        (0.0, 1_000, THREADS.name, figures(800)),
        (0.0, 1_000, LIMIT, figures(15)),
        (0.0, 1, SEQUENTIAL.name, figures(99)),
        (0.015, 10_000, PARLEY.name, figures(40, took=1.7, rate=9_999)),
        (0.015, 10_000, PARLEY.name, figures(40, took=1.8)),
    ],
)
def test_each_goal_can_be_missed(cells: Cells, delay: float, count: int, name: str, worse: dict[str, float]) -> None:
    cells[delay, count, name] = [worse]
    assert list(met(cells).values()).count(False) == 1


def test_without_wrk_its_goal_is_left_out_and_that_is_said(cells: Cells) -> None:
    assert fan_out._limit(cells) == ""
    del cells[0.0, 1_000, LIMIT]
    assert len(met(cells)) == 5
    assert "wrk is not installed" in fan_out._limit(cells)


def test_a_row_has_medians_ranges_and_the_ratio(cells: Cells) -> None:
    assert fan_out._row(cells, 0.0, 1_000, THREADS.name) == (
        "0 ms",
        "1,000",
        "boto3, 32 threads",
        "880 (879–881)",
        "10,000 (10,000–10,000)",
        "1,000.0",
        "22.0",
    )
