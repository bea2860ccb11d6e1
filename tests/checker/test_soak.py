"""Seed after seed: when it ends, what it says, and what it keeps of a seed that fails."""

import json
from pathlib import Path

import pytest

from tests.checker import course
from tests.checker.history import History
from tests.checker.plan import Plan
from tests.checker.soak import Wish, soak, told
from tests.checker.target import Target
from tests.checker.test_tally import told as history


class Nowhere:
    """Where nothing is asked of."""

    backend = "nowhere"
    url = ""
    patience = 1.0


@pytest.fixture(autouse=True)
def courses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Courses that take no time; the one of seed 6 loses a message."""
    run: list[int] = []

    async def one(plan: Plan, target: Target) -> History:
        run.append(plan.seed)
        made = history()
        if plan.seed == 6:
            made.note("acked", "ana", "general", id="lost", seq=9)
        else:
            made.note("sent", "ana", "general", id="m1", text="word")
        return made

    monkeypatch.setattr(course, "run", one)
    return run


async def test_so_many_seeds_as_were_wished_for(courses: list[int], tmp_path: Path) -> None:
    found = await soak(Wish(seed=3, seeds=3), Nowhere(), tmp_path, print)  # type: ignore[arg-type]
    assert courses == [3, 4, 5] and not found.violations and found.tally.courses == 3


async def test_without_a_number_and_a_time_it_is_one(courses: list[int], tmp_path: Path) -> None:
    await soak(Wish(seed=3), Nowhere(), tmp_path, print)  # type: ignore[arg-type]
    assert courses == [3]


async def test_no_course_begins_when_the_time_is_over(courses: list[int], tmp_path: Path) -> None:
    found = await soak(Wish(seed=3, minutes=0.0), Nowhere(), tmp_path, print)  # type: ignore[arg-type]
    assert courses == [] and found.tally.courses == 0


async def test_a_failing_seed_is_told_kept_and_can_be_repeated(tmp_path: Path) -> None:
    said: list[str] = []
    found = await soak(Wish(seed=5, seeds=2), Nowhere(), tmp_path, said.append)  # type: ignore[arg-type]
    assert list(found.violations) == [6] and "lost_write" in found.violations[6][0]
    assert "VIOLATIONS" in said[1] and "VIOLATIONS" not in said[0]
    kept = [json.loads(line) for line in (tmp_path / "seed-6.jsonl").read_text().splitlines()]
    assert {"op": "acked", "id": "lost"}.items() <= kept[-1].items()
    assert "make soak SEED=6 ON=emulator" in told(found.violations, "emulator")
