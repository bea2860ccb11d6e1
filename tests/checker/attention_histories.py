"""Mentions, markers and typing in a room, also in the calm of its end; and for each violation a way to show it."""

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from tests.checker.entry import Entry, besides, user_of
from tests.checker.history import History, Record

ROOM = "attention"
CLIENTS = ("ana", "ben", "cem")


def add_attention(history: History) -> None:
    """Ana and Ben are in the room and type there, Ana mentions Cem, who is elsewhere, and once more in the calm."""
    for client in ("ana", "ben"):
        history.note("asked", client, ROOM, id=f"{client}-attention")
        history.note("joined", client, ROOM, id=f"{client}-attention", kind="first")
    log = [_said(history, 1, "cem"), _said(history, 2, "room")]
    _noticed(history, log[0])
    history.note("marked", "ben", ROOM, seq=1)
    history.note("calm", "")
    for client, other in (("ana", "ben"), ("ben", "ana")):
        for _ in range(2):
            history.note("types", client, ROOM)
        history.note("typed", other, ROOM, id=user_of(client))
    log.append(_said(history, 3, "cem", "ben"))
    _noticed(history, log[2])
    for client in ("ana", "ben"):
        history.note("closed", client, ROOM, after=3, seq=3)
    history.note("log", "auditor", ROOM, seq=3, entries=tuple(log))
    history.note("asks", "ben", id="last")
    history.note("counted", "ben", ROOM, id="last", after=1, seq=3, text="2 2")


def _said(history: History, seq: int, *whom: str) -> Entry:
    """A message of Ana's, which Ben hears too."""
    mentions = besides({"mentions": [one if one == "room" else user_of(one) for one in whom]})
    one = Entry(seq, user_of("ana"), f"attention-{seq}", f"look {seq}", seq, besides=mentions)
    history.note("sent", "ana", ROOM, id=one.id, text=one.text, kind="inside", besides=mentions)
    for client in ("ana", "ben"):
        history.note("seen", client, ROOM, seq=seq, entries=(one,))
    history.note("acked", "ana", ROOM, id=one.id, seq=seq, text=one.text)
    return one


def _noticed(history: History, one: Entry) -> None:
    history.note("noticed", "cem", ROOM, seq=one.seq, id=one.user, kind="mention", text=one.text)


def _change(history: History, op: str, change: Callable[[Record], Record | None]) -> None:
    """Changes, or takes away, the last of the room's records of a sort."""
    index = max(number for number, one in enumerate(history.records) if (one.op, one.room) == (op, ROOM))
    changed = change(history.records[index])
    history.records[index : index + 1] = [changed] if changed else []


def false_notice(history: History, random: Random) -> None:
    """Somebody is told of what is not there, or not so, or not of their business, or not for their eyes."""
    if random.random() < 0.2:
        # Of the club of standing_histories, where Cem never is.
        history.note("noticed", "cem", "club", seq=10, id=user_of("ana"), kind="invite")
        return
    wrongs: tuple[dict[str, Any], ...] = (
        {"seq": 99},
        {"text": "listen"},
        {"id": user_of("ben")},
        {"kind": "direct"},
        {"kind": "invite"},
        {"seq": 2, "text": "look 2"},
    )
    first = next(one for one in history.of("noticed") if one.room == ROOM)
    history.records[history.records.index(first)] = replace(first, **random.choice(wrongs))


def unnoticed(history: History, random: Random) -> None:
    """Cem, who is elsewhere, never hears that he is mentioned; or Ben does not, who is in the room."""
    if random.random() < 0.5:
        _change(history, "noticed", lambda one: None)
    else:
        missed = [one for one in history.of("seen") if (one.client, one.room, one.seq) == ("ben", ROOM, 3)]
        history.records.remove(missed[0])


def miscounted(history: History, random: Random) -> None:
    """Ben is told of more than there is, or in the end of less."""
    _change(history, "counted", lambda one: replace(one, text=random.choice(("3 2", "2 3", "2 1", "1 1", "0 0"))))


def marker_back(history: History, random: Random) -> None:
    """Ben's marker goes back, or is beyond the head."""
    if random.random() < 0.5:
        _change(history, "counted", lambda one: replace(one, after=0, text="3 2"))
    else:
        _change(history, "marked", lambda one: replace(one, seq=4))
        _change(history, "counted", lambda one: replace(one, after=4, text="0 0"))


def typing_overheard(history: History, random: Random) -> None:
    """Somebody is told that they type themselves, or that somebody types who does not; or is told outside."""
    observer, who = random.choice((("ana", "ana"), ("ana", "cem"), ("cem", "ana")))
    history.note("typed", observer, ROOM, id=user_of(who))


def typing_kept(history: History, random: Random) -> None:
    """That somebody types has a seq, or is in a log."""
    if random.random() < 0.5:
        _change(history, "typed", lambda one: replace(one, seq=4))
    else:
        typing = Entry(4, user_of("ana"), "", json.dumps({}), 4, kind="typing")
        _change(history, "log", lambda one: replace(one, seq=4, entries=(*one.entries, typing)))


def typing_hurried(history: History, random: Random) -> None:
    """Ana's typing is told of as often as she says so."""
    index = next(number for number, one in enumerate(history.records) if (one.op, one.room) == ("typed", ROOM))
    history.records.insert(index, history.records[index])


def typing_missed(history: History, random: Random) -> None:
    """Nobody is told that somebody types."""
    _change(history, "typed", lambda one: None)
