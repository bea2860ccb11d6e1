"""Going through the table in steps."""

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from chat.admin import walking
from chat.admin.walking import Done, walk
from models.job import Job
from models.profile import Profile
from models.room import Room

USER = "guest:ana"


class Work:
    """Notes what it was given."""

    def __init__(self, whole: bool = True) -> None:
        self.whole, self.pages, self.items = whole, set[str](), list[dict[str, Any]]()

    def __call__(self, items: Sequence[dict[str, Any]], begun: str) -> Done:
        assert begun not in self.pages
        self.pages.add(begun)
        self.items += items
        return Done(Counter({"items": len(items)}), self.whole)


@pytest.fixture(autouse=True)
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(10):
        Room.opened(f"room-{number}")
    Profile.make(USER, "Ana")
    monkeypatch.setattr(walking, "ITEMS", 2)


def test_the_table_is_read_whole_and_what_concerns_the_user_is_handed_out() -> None:
    job, work = Job.of("erasure", USER), Work()
    job.keep()
    assert walk(job, work, time.monotonic() + 20, consistent=True)
    assert [item["pk"]["S"] for item in work.items] == [f"USER#{USER}"]
    assert len(work.pages) >= 6
    kept = Job.of("erasure", USER)
    assert (kept.at_the_end, kept.found, kept.counts) == (True, 1, {"items": 1})


def test_after_the_time_is_over_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    job, work = Job.of("erasure", USER), Work()
    assert not walk(job, work, time.monotonic() - 1, consistent=True)
    assert work.pages == set()


def test_a_page_that_is_not_done_is_not_behind_us() -> None:
    job, first = Job.of("erasure", USER), Work(whole=False)

    def once(items: Sequence[dict[str, Any]], begun: str) -> Done:
        return first(items, begun) if begun not in first.pages else Done(Counter(), whole=True)

    assert walk(job, once, time.monotonic() + 20, consistent=True)
    assert len(first.pages) >= 6
