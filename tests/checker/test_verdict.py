"""The checker itself: clean histories are called clean, and each violation by its name."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checker.entry import Entry, user_of
from tests.checker.histories import ROOM, SPOILS, clean
from tests.checker.history import History
from tests.checker.verdict import CHECKS, verdict

SEEDS = st.integers(min_value=0, max_value=2**32)


def names(history: History) -> set[str]:
    return {violation.name for violation in verdict(history)}


def test_each_violation_has_a_history_that_shows_it() -> None:
    assert SPOILS.keys() == CHECKS.keys()


@settings(deadline=None)
@given(seed=SEEDS)
def test_a_history_in_which_all_was_kept_is_clean(seed: int) -> None:
    assert verdict(clean(Random(seed))) == []


@pytest.mark.parametrize("name", SPOILS)
@settings(deadline=None)
@given(seed=SEEDS)
def test_a_violation_is_named_and_no_other(name: str, seed: int) -> None:
    random = Random(seed)
    history = clean(random)
    SPOILS[name](history, random)
    assert names(history) == {name}


def message(seq: int, **more: object) -> Entry:
    return replace(Entry(seq, user_of("ana"), f"m{seq}", f"word {seq}", seq), **more)  # type: ignore[arg-type]


def log_of(*entries: Entry) -> History:
    history = History()
    for one in entries:
        history.note("sent", "ana", ROOM, id=one.id, text=f"word {one.seq}", kind="inside")
        history.note("acked", "ana", ROOM, id=one.id, seq=one.seq)
    history.note("log", "auditor", ROOM, seq=entries[-1].seq, entries=entries)
    return history


def test_a_message_that_was_edited_later_is_still_the_same() -> None:
    history = log_of(message(1, text="", changed=True))
    history.note("seen", "ben", ROOM, seq=1, entries=(message(1),))
    assert names(history) == set()


def test_a_text_that_differs_before_any_edit_is_another_content() -> None:
    history = log_of(message(1))
    history.note("seen", "ben", ROOM, seq=1, entries=(message(1, text="word 2"),))
    assert "two_contents" in names(history)


def test_an_entry_of_another_kind_at_the_same_seq_is_another_content() -> None:
    history = log_of(message(1))
    history.note("seen", "ben", ROOM, seq=1, entries=(message(1, kind="reacted"),))
    assert names(history) == {"two_contents"}


def test_who_came_late_misses_nothing_of_before() -> None:
    history = log_of(message(1), message(2), message(3))
    history.note("begin", "ben", ROOM, id="b", seq=1)
    for seq in (2, 3):
        history.note("applied", "ben", ROOM, id="b", seq=seq)
    history.note("reached", "ben", ROOM, id="b", seq=3)
    assert names(history) == set()


def test_two_stretches_are_two() -> None:
    history = log_of(message(1), message(2))
    for stretch in ("first", "second"):
        history.note("begin", "ben", ROOM, id=stretch)
        history.note("applied", "ben", ROOM, id=stretch, seq=1)
        history.note("reached", "ben", ROOM, id=stretch, seq=1)
    assert names(history) == set()


def test_who_was_outside_when_refused_and_inside_at_another_attempt_may_be_heard() -> None:
    history = log_of(message(1))
    history.note("refused", "ana", ROOM, id="m1", text="word 1", kind="not_joined")
    assert names(history) == set()


def test_who_was_never_inside_is_never_heard() -> None:
    history = log_of(message(1))
    history.note("sent", "ben", ROOM, id="out", text="from outside")
    history.note("refused", "ben", ROOM, id="out", text="from outside", kind="not_joined")
    outsider = Entry(2, user_of("ben"), "out", "from outside")
    history.note("log", "auditor", ROOM, seq=2, entries=(message(1), outsider))
    assert names(history) == {"refused_appears"}


def test_a_last_ping_without_an_answer_is_being_behind() -> None:
    history = log_of(message(1))
    history.note("closed", "ben", ROOM, after=1, seq=1, kind="unanswered")
    assert names(history) == {"behind"}
