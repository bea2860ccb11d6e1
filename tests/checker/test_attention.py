"""Notices, counts, typing and files, where what may be so and what may not are close together."""

from dataclasses import replace
from typing import Any

import pytest

from tests.checker.entry import ACT, Entry, besides, user_of
from tests.checker.history import History
from tests.checker.verdict import verdict

ROOM = "general"


def word(seq: int, client: str = "ana", *whom: str, **more: Any) -> Entry:
    mentions = besides({"mentions": list(whom)} if whom else {})
    return replace(Entry(seq, user_of(client), f"word-{seq}", "word", seq, besides=mentions), **more)


def said(history: History, *log: Entry) -> None:
    for one in log:
        client = one.user.partition(":")[2]
        history.note("sent", client, ROOM, id=one.id, text=one.text, kind="inside", besides=one.besides)
        history.note("acked", client, ROOM, id=one.id, seq=one.seq)


def names(history: History, *log: Entry) -> set[str]:
    history.note("log", "auditor", ROOM, seq=log[-1].seq if log else 0, entries=log)
    return {violation.name for violation in verdict(history)}


def act(seq: int, what: str, user: str = "ben", **more: Any) -> Entry:
    text = besides({"act": what, "user": user_of(user), **more}, ("act", "user", *more))
    return Entry(seq, user_of("ana"), f"word-{seq}", text, seq, kind="member")


def test_a_notice_may_come_before_the_edit_of_what_it_tells() -> None:
    history, edited = History(), word(1, "ana", user_of("ben"), text="", changed=True)
    said(history, word(1, "ana", user_of("ben")))
    history.note("noticed", "ben", ROOM, seq=1, id=user_of("ana"), kind="mention", text="word")
    assert names(history, edited) == set()


def test_a_notice_tells_the_beginning_of_a_long_text() -> None:
    for told, found in (("x" * 200, set()), ("x" * 199, {"false_notice"})):
        history, long = History(), word(1, "ana", user_of("ben"), text="x" * 300)
        said(history, long)
        history.note("noticed", "ben", ROOM, seq=1, id=user_of("ana"), kind="mention", text=told)
        assert names(history, long) == found


def test_who_was_banned_before_is_told_of_nothing() -> None:
    for first, found in (("ban", {"false_notice"}), ("mute", set())):
        history, log = History(), (act(1, first, muted=60), word(2, "ana", user_of("ben")))
        said(history, *log)
        history.note("noticed", "ben", ROOM, seq=2, id=user_of("ana"), kind="mention", text="word")
        assert names(history, *log) == found


def test_before_the_calm_a_notice_may_get_lost() -> None:
    history, mention = History(), word(1, "ana", user_of("ben"))
    history.note("open", "ben")
    said(history, mention)
    history.note("calm", "")
    assert names(history, mention) == set()


@pytest.mark.parametrize("why", ["banned", "on a new line"])
def test_in_the_calm_some_need_not_hear_that_they_are_mentioned(why: str) -> None:
    history, log = History(), [word(2, "ana", user_of("ben"))]
    history.note("open", "ben")
    if why == "banned":
        log.insert(0, act(1, "ban"))
        said(history, log[0])
    history.note("calm", "")
    said(history, log[-1])
    if why == "on a new line":
        history.note("open", "ben", kind="renewed")
    assert names(history, *log) == set()


def counted(after: int, told: str, *, final: bool, log: tuple[Entry, ...]) -> set[str]:
    history = History()
    said(history, *(replace(one, erased=False, changed=False) for one in log))
    if final:
        history.note("log", "auditor", ROOM, seq=log[-1].seq, entries=log)
    history.note("asks", "ben", id="rooms")
    history.note("counted", "ben", ROOM, id="rooms", after=after, seq=log[-1].seq, text=told)
    if final:
        return {violation.name for violation in verdict(history)}
    return names(history, *log)


def test_meanwhile_less_may_be_unread_and_in_the_end_all_is() -> None:
    log = (word(1, "ana", "room"), word(2), word(3, "ben", "room"))
    assert counted(0, "0 0", final=False, log=log) == set()
    assert counted(0, "0 0", final=True, log=log) == {"miscounted"}
    assert counted(0, "2 1", final=True, log=log) == counted(1, "1 0", final=True, log=log) == set()
    assert counted(1, "1 1", final=False, log=log) == {"miscounted"}


def test_what_was_erased_later_was_unread_and_may_have_mentioned_anybody() -> None:
    log = (word(1, erased=True, changed=True, text=""),)
    assert counted(0, "1 1", final=False, log=log) == set()
    assert counted(0, "1 1", final=True, log=log) == {"miscounted"}
    assert counted(0, "0 0", final=True, log=log) == set()


def typed(*before: Entry, types: bool = True, after: tuple[Entry, ...] = ()) -> set[str]:
    """Ben says that he is typing, after some acts and before others; Ana is told."""
    history = History()
    history.note("asked", "ana", ROOM, id="join")
    said(history, *before)
    if types:
        history.note("types", "ben", ROOM)
    said(history, *after)
    history.note("typed", "ana", ROOM, id=user_of("ben"))
    return names(history, *before, *after)


def test_who_types_is_heard_unless_muted_or_banned_before() -> None:
    assert typed() == set()
    assert typed(types=False) == {"typing_overheard"}
    for bar in (act(1, "mute", muted=60), act(1, "ban")):
        assert typed(bar) == {"typing_overheard"}
        assert typed(after=(bar,)) == set()
    assert typed(act(1, "mute", muted=60), act(2, "unmute")) == set()


@pytest.mark.parametrize("in_vain", [False, True])
def test_in_the_calm_all_hear_of_who_types_unless_somebody_tried_to_mute_them(in_vain: bool) -> None:
    history = History()
    for client in ("ana", "ben"):
        history.note("open", client)
        history.note("asked", client, ROOM, id=client)
    if in_vain:
        mute = besides({"act": "mute", "user": user_of("ben")}, ACT)
        history.note("sent", "ana", ROOM, id="m", kind="inside", besides=mute)
        history.note("abandoned", "ana", ROOM, id="m")
    history.note("calm", "")
    history.note("types", "ben", ROOM)
    for client in ("ana", "ben"):
        history.note("closed", client, ROOM)
    assert names(history) == (set() if in_vain else {"typing_missed"})


@pytest.mark.parametrize("apart", [0.1, 3.2])
def test_in_the_calm_who_types_for_long_is_told_of_again(apart: float) -> None:
    history = History()
    history.note("asked", "ana", ROOM, id="join")
    history.note("calm", "")
    history.note("types", "ben", ROOM)
    for when in (0.0, apart):
        history.note("typed", "ana", ROOM, id=user_of("ben"))
        history.records[-1] = replace(history.records[-1], when=when)
    assert names(history) == ({"typing_hurried"} if apart < 1 else set())


@pytest.mark.parametrize("what", ["mute", "kick", "ban"])
def test_a_file_of_who_may_not_speak_need_not_be_told_of(what: str) -> None:
    for bar, found in ((act(1, what, muted=60), set()), (act(1, what, "cem", muted=60), {"file_untold"})):
        history = History()
        said(history, bar)
        history.note("taken", "ben", ROOM, id="cat.txt")
        assert names(history, bar) == found


def test_a_file_may_be_gone_once_somebody_asked_to_erase_it() -> None:
    history = History()
    history.note("sent", "ana", ROOM, id="x", seq=7, kind="inside")
    history.note("abandoned", "ana", ROOM, id="x")
    history.note("fetched", "ben", ROOM, id="cat.txt", seq=7, kind="gone")
    assert names(history) == set()
    history.note("fetched", "ben", ROOM, id="cat.txt", seq=8, kind="gone")
    assert {violation.name for violation in verdict(history)} == {"file_differs"}


@pytest.mark.parametrize(("then", "found"), [("", set()), ("left", {"unnoticed"}), ("open", {"unnoticed"})])
def test_who_left_without_an_answer_may_be_taken_for_somebody_in_the_room(then: str, found: set[str]) -> None:
    history = History()
    history.note("open", "ben", kind="opened")
    history.note("leaves", "ben", ROOM)
    if then:
        history.note(then, "ben", ROOM if then == "left" else "")
    history.note("calm", "")
    mention = word(1, "ana", user_of("ben"))
    said(history, mention)
    assert names(history, mention) == found
