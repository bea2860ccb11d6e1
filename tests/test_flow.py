"""Flows: what a process has seen of each of many."""

import random

import pytest

import flow
from flow import Flow

NOW = 1_790_000_000_000


def taken(it: Flow, key: str, now: int, tries: int) -> int:
    return sum(not it.take(key, now) for _ in range(tries))


def test_each_has_a_burst_of_their_own_and_it_comes_back_one_by_one() -> None:
    it = Flow(5, 100)
    assert taken(it, "a", NOW, 8) == taken(it, "b", NOW, 8) == 5
    assert taken(it, "a", NOW + 100, 3) == 1
    assert taken(it, "a", NOW + 3_600_000, 8) == 5


def test_who_is_refused_hears_how_long_it_takes_and_that_is_enough() -> None:
    it = Flow(5, 100)
    taken(it, "a", NOW, 5)
    wait = it.take("a", NOW + 30)
    assert wait == 70
    assert it.take("a", NOW + 30 + wait - 1) == 1
    assert it.take("a", NOW + 30 + wait) == 0


def test_whatever_the_pauses_it_is_what_gcra_allows() -> None:
    """https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm, the virtual scheduling of it."""
    it, pauses, now, arrival = Flow(20, 200), random.Random(7), NOW, 0
    for _ in range(500):
        now += pauses.choice([0, 0, 0, 1, 200, 199, 1000])
        allowed = arrival <= now + 19 * 200
        assert (it.take("a", now) == 0) == allowed
        if allowed:
            arrival = max(arrival, now) + 200


def test_it_keeps_the_last_and_forgets_who_has_not_been_seen_for_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "KEPT", 3)
    it = Flow(1, 1000)
    for key in ("a", "b", "c", "a", "d"):
        it.take(key, NOW)
    assert [bool(it.take(key, NOW)) for key in ("c", "a", "d")] == [True, True, True]
    assert it.take("b", NOW) == 0


def test_what_is_forgotten_was_never_had() -> None:
    it = Flow(1, 1000)
    for key in ("a", "b"):
        it.take(key, NOW)
    it.forget("a")
    assert (it.take("a", NOW), it.take("b", NOW)) == (0, 1000)
    it.forget()
    assert it.take("b", NOW) == 0


def test_a_clock_that_is_set_back_is_no_haste() -> None:
    flow = Flow(2, 1_000)
    assert [flow.take("ana", 600_000) for _ in range(3)] == [0, 0, 1_000]
    assert [flow.take("ana", 0) for _ in range(3)] == [0, 0, 1_000]
