"""The log as values: whatever the wire does with them, all messages leave in seq order, once."""

import hypothesis.strategies as st
from hypothesis import given, settings

from parley.entries import Message, Passed, Reacted, User
from parley.frames import Joined
from parley.log import HOLD, LIMIT, RoomLog
from parley.pages import Page

ANA = User("guest:ana", "Ana")


def message(seq: int) -> Message:
    return Message(room="general", seq=seq, id=f"id{seq}", sender=ANA, text=str(seq), at=1790000000000)


def page(after: int, through: int, more: bool = False, without: frozenset[int] = frozenset()) -> Page:
    seqs = (seq for seq in range(after + 1, through + 1) if seq not in without)
    return Page("general", after, through, tuple(message(seq) for seq in seqs), more)


def joined(answer: Page, head: int | None = None, epoch: str = "k3", recovered: bool = True) -> Joined:
    return Joined(answer, epoch, answer.through if head is None else head, recovered, (ANA,), 1)


def begun(through: int = 0) -> RoomLog:
    log = RoomLog("general")
    assert log.joined(joined(page(0, through)), 0)
    return log


def taken(log: RoomLog) -> list[int]:
    return [message.seq for message in iter(log.take, None)]


def test_in_order_is_at_once() -> None:
    log = begun()
    log.live(message(1), 0)
    assert taken(log) == [1] and log.due() is None


def test_a_message_waits_for_its_predecessor_and_doubles_are_dropped() -> None:
    log = begun()
    for seq in (2, 2, 3):
        log.live(message(seq), 10)
    assert taken(log) == [] and log.due() == 10 + HOLD
    for seq in (1, 1, 2):
        log.live(message(seq), 10.1)
    assert taken(log) == [1, 2, 3] and log.due() is None


def test_the_wait_counts_from_the_oldest_message_that_is_held() -> None:
    log = begun()
    log.live(message(5), 1)
    log.live(message(3), 2)
    log.live(message(1), 3)
    assert log.due() == 1 + HOLD


def test_a_page_closes_the_gap_and_passes_over_numbers_that_will_never_be() -> None:
    log = begun()
    log.live(message(9), 0)
    assert log.ask() == 0 and log.due() is None
    log.page(page(0, 8, without=frozenset({3, 4, 8})), 1)
    assert taken(log) == [1, 2, 5, 6, 7, 9] and log.due() is None


def test_more_is_asked_for_at_once() -> None:
    log = begun()
    log.joined(joined(page(0, 50, more=True), head=120), 5)
    assert log.due() is not None and log.due() <= 5  # type: ignore[operator]
    assert log.ask() == 50
    log.page(page(50, 100, more=True), 6)
    assert log.due() <= 6 and log.ask() == 100  # type: ignore[operator]
    log.page(page(100, 120), 7)
    assert taken(log) == list(range(1, 121)) and log.due() is None


def test_of_a_newest_page_more_means_older() -> None:
    log = RoomLog("general")
    log.joined(joined(page(70, 120, more=True)), 0)
    assert log.due() is None and log.start == 70 and taken(log) == list(range(71, 121))


def test_a_head_past_the_first_page_may_still_come_by_itself() -> None:
    log = RoomLog("general")
    log.joined(joined(page(70, 120, more=True), head=121), 5)
    assert log.due() == 5 + HOLD


def test_a_question_that_brings_nothing_is_repeated_ever_more_slowly() -> None:
    log, now, waits = begun(), 0.0, []
    log.live(message(3), now)
    for _ in range(9):
        due = log.due()
        assert due is not None
        waits.append(due - now)
        now = due
        log.ask()
        log.page(None, now)
    assert waits[:4] == [0.5, 1.0, 2.0, 4.0] and waits[-1] == waits[-2] == 32
    log.live(message(1), now)
    assert log.due() == 0 + HOLD  # a gap that has moved has no such past


def test_a_head_that_nobody_can_show_is_forgotten_until_it_is_told_again() -> None:
    log = begun(through=44)
    log.expect(45, 1)
    assert log.due() == 1 + HOLD and log.ask() == 44
    log.page(page(44, 44), 2)
    assert log.due() is None
    log.expect(45, 240)
    assert log.due() == 240 + HOLD


def test_a_head_that_came_after_the_question_is_not_forgotten() -> None:
    log = begun(through=44)
    log.expect(45, 1)
    log.ask()
    log.expect(46, 1.5)
    log.page(page(44, 45), 2)
    assert log.due() is not None and log.ask() == 45


def test_nothing_is_asked_before_joined() -> None:
    log = RoomLog("general")
    log.live(message(7), 0)
    assert log.due() is None and log.join_request() == {"action": "joinRoom", "room": "general"}
    log.joined(joined(page(4, 6)), 0)
    assert taken(log) == [5, 6, 7]


def test_it_resumes_where_it_is_complete() -> None:
    log = begun(through=3)
    log.live(message(5), 0)
    assert log.join_request() == {"action": "joinRoom", "room": "general", "after": 3, "epoch": "k3"}
    assert log.joined(joined(page(3, 6)), 1)
    assert taken(log) == [1, 2, 3, 4, 5, 6]


def test_it_starts_anew_when_the_server_cannot_tell_and_marks_the_first_message() -> None:
    log = begun(through=3)
    taken(log)
    log.live(message(50), 0)
    log.ask()
    assert not log.joined(joined(page(2, 5), epoch="z9", recovered=False), 1)
    log.page(page(3, 49), 2)  # the answer to the old question
    assert [(entry.seq, entry.restart) for entry in iter(log.take, None)] == [(3, True), (4, False), (5, False)]
    assert log.join_request()["epoch"] == "z9" and log.start == 2
    assert log.due() is not None and log.ask() == 5  # what was held may be of the new line: the server knows
    log.page(page(5, 5), 3)
    assert log.due() is None


def test_another_epoch_is_another_log_whatever_the_flag_says() -> None:
    log = begun(through=41)
    assert not log.joined(joined(page(0, 1), epoch="z9", recovered=True), 1)


def test_a_page_that_begins_past_the_gap_is_not_merged() -> None:
    log = begun(through=3)
    log.ask()
    log.page(page(6, 9), 0)
    assert taken(log) == [1, 2, 3] and log.complete == 3 and log.due() is not None


def test_memory_is_bounded_and_what_did_not_fit_comes_later() -> None:
    log = begun()
    last = LIMIT + 500
    for seq in range(1, last + 1):
        log.live(message(seq), 0)
    log.joined(joined(page(LIMIT, LIMIT + 50, more=True), head=last), 1)
    assert log.due() is None  # nobody reads: nothing is asked
    seen = [entry.seq for entry in (log.take() for _ in range(400)) if entry is not None]
    while (due := log.due()) is not None:
        after = log.ask()
        log.page(page(after, min(last, after + 100), more=after + 100 < last), due)
        seen += taken(log)
    assert seen == list(range(1, last + 1))


def test_what_came_live_to_a_full_log_is_not_forgotten() -> None:
    log = begun()
    for seq in range(1, LIMIT + 6):
        log.live(message(seq), 0)
    assert taken(log) == list(range(1, LIMIT + 1))
    assert log.due() == HOLD and log.ask() == LIMIT


@st.composite
def wires(draw: st.DrawFn) -> tuple[int, frozenset[int], list[tuple[str, int]]]:
    """A room of some size with numbers that were never used, and what a bad wire makes of it."""
    size = draw(st.integers(1, 40))
    void = draw(st.frozensets(st.integers(1, size), max_size=8))
    events = st.sampled_from(["live", "live", "live", "heads", "ask", "page", "fail", "lost", "take"])
    return size, void, draw(st.lists(st.tuples(events, st.integers(1, size)), max_size=150))


@settings(deadline=None, max_examples=400)
@given(wires(), st.integers(0, 40), st.integers(1, 7), st.sampled_from([5, LIMIT]))
def test_any_wire_ends_with_every_message_in_order_once(
    wire: tuple[int, frozenset[int], list[tuple[str, int]]], start: int, cut: int, limit: int
) -> None:
    size, void, events = wire
    log, seen, now = RoomLog("general", limit=limit), list[int](), 0.0

    def answer(after: int, known: int) -> Page:
        return page(after, min(max(known, after), after + cut), more=after + cut < known, without=void)

    def rejoin(known: int) -> None:
        known = max(known, log.complete)
        after = log.complete if log.epoch else min(start, known)
        log.joined(joined(answer(after, known), head=known), now)

    question: int | None = None
    for kind, seq in events:
        now += 0.1
        if kind == "live" and seq not in void:
            log.live(message(seq), now)
        elif kind == "heads":
            log.expect(seq, now)
        elif kind == "ask" and log.due() is not None:
            question = log.ask()
        elif kind in ("page", "fail") and question is not None:
            log.page(answer(question, seq) if kind == "page" else None, now)
            question = None
        elif kind == "lost":
            rejoin(seq)
        elif kind == "take":
            seen += taken(log)
    seen += taken(log)
    if question is not None:
        log.page(None, now)
    if log.epoch is None:
        rejoin(size)
    log.expect(size, now)
    seen += taken(log)
    while (due := log.due()) is not None:
        now = max(now, due)
        log.page(answer(log.ask(), size), now)
        seen += taken(log)
    assert seen == [seq for seq in range(log.start + 1, size + 1) if seq not in void]


def test_what_is_not_known_is_passed_over_and_counted() -> None:
    log = begun()
    log.live(Passed("general", 1), 0)
    log.live(message(2), 0)
    assert taken(log) == [2] and log.due() is None and log.complete == 2
    log.live(message(5), 0)
    log.ask()
    log.page(Page("general", 2, 5, (Passed("general", 3), message(4), Passed("general", 5)), False), 1)
    assert taken(log) == [4, 5] and log.due() is None


def test_the_mark_of_a_new_beginning_is_on_the_first_entry_that_is_known() -> None:
    log = begun(through=3)
    taken(log)
    entry = Reacted(room="general", seq=2, id="x", sender=ANA, at=0, target=1, reaction="👍", on=True)
    log.joined(joined(Page("general", 0, 2, (Passed("general", 1), entry), False), epoch="z9"), 1)
    assert [(one.seq, one.restart) for one in iter(log.take, None)] == [(2, True)]
