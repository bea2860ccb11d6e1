"""Sorting, holding and asking, without a clock."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checker.entry import Entry
from tests.checker.position import HOLD, Position


def one(seq: int) -> Entry:
    return Entry(seq, "guest:ana", f"m{seq}", f"word {seq}")


def at(seq: int) -> Position:
    position = Position()
    position.begin("k", seq)
    return position


def seqs(entries: object) -> list[int]:
    return [entry.seq for entry in list(entries)]  # type: ignore[call-overload]


def test_the_next_is_applied_at_once_and_a_double_never() -> None:
    position = at(4)
    assert seqs(position.live(one(5), 0)) == [5]
    assert seqs(position.live(one(5), 0)) == []
    assert position.at == 5 and not position.behind


def test_what_comes_too_early_waits_for_its_predecessor() -> None:
    position = at(4)
    assert seqs(position.live(one(6), 0)) == []
    assert seqs(position.live(one(5), 0.1)) == [5, 6]


def test_the_gap_is_asked_for_after_its_time() -> None:
    position = at(4)
    list(position.live(one(6), 10))
    assert not position.due(10 + HOLD - 0.01)
    assert position.due(10 + HOLD)
    position.asked(11)
    assert not position.due(11.1)


def test_a_page_says_what_will_never_be_there() -> None:
    position = at(4)
    list(position.live(one(8), 0))
    assert seqs(position.page(4, 7, [one(6)], 1)) == [6, 8]
    assert position.at == 8


def test_a_page_that_begins_further_on_says_nothing() -> None:
    position = at(4)
    assert seqs(position.page(6, 9, [one(7)], 0)) == []
    assert position.at == 4


def test_a_head_beyond_is_something_missing() -> None:
    position = at(4)
    position.expect(5, 0)
    assert position.behind and position.due(HOLD)
    list(position.page(4, 5, [], 1))
    assert not position.behind and not position.due(9)


def test_what_comes_before_the_first_answer_is_kept() -> None:
    position = Position()
    assert seqs(position.live(one(8), 0)) == []
    position.begin("k", 6)
    assert seqs(position.page(6, 7, [one(7)], 0)) == [7, 8]


def test_what_is_held_of_another_life_of_the_room_is_dropped() -> None:
    position = at(4)
    list(position.live(one(8), 0))
    position.begin("m", 7)
    assert seqs(position.page(7, 7, [], 0)) == []


@settings(deadline=None)
@given(seed=st.integers(0, 2**32))
def test_in_whatever_order_they_come_entries_are_applied_in_theirs(seed: int) -> None:
    random = Random(seed)
    there = sorted(random.sample(range(1, 30), 12))
    arriving = [*there, *random.sample(there, 5)]
    random.shuffle(arriving)
    position = at(0)
    applied = [entry.seq for seq in arriving for entry in position.live(one(seq), 0)]
    applied += seqs(position.page(position.at or 0, 30, [one(seq) for seq in there], 0))
    assert applied == there and position.at == 30
