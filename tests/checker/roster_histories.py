"""A room in which roles are given and people look around; and for each violation a way to show it."""

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from tests.checker.entry import Entry, user_of
from tests.checker.history import History, Record

ROOM = "roster"
ANA, BEN, CEM = map(user_of, ("ana", "ben", "cem"))


def add_roster(history: History) -> None:
    """Ana makes Ben an owner, who makes her a moderator; Cem is muted; words are said; all are looked for."""
    for client in ("ana", "ben"):
        history.note("asked", client, ROOM, id=f"{client}-roster")
        history.note("joined", client, ROOM, id=f"{client}-roster", kind="first")
    acts: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("ana", "invite", BEN, {"role": "member"}),
        ("ana", "promote", BEN, {"role": "moderator"}),
        ("ana", "promote", BEN, {"role": "owner"}),
        ("ben", "demote", ANA, {"role": "moderator"}),
        ("ana", "mute", CEM, {"role": "visitor", "muted": 10**6}),
    )
    log = [_done(history, seq, *act) for seq, act in enumerate(acts, 1)]
    _ranked(history, "early", {ANA: ["owner", 0, 0], BEN: ["moderator", 0, 0]})
    log += [_said(history, seq, text) for seq, text in ((6, "Tea at four"), (7, "no tea left"), (8, "coffee"))]
    erased = replace(log[-1], text="", changed=True, erased=True)
    erasing = _noted(history, Entry(9, ANA, "roster-9", json.dumps({"target": 8}), 9, kind="erased"))
    _found(history, "tea", *log[5:7])
    history.note("log", "auditor", ROOM, seq=9, entries=(*log[:-1], erased, erasing))
    _ranked(history, "late", {ANA: ["moderator", 0, 0], BEN: ["owner", 0, 0], CEM: ["visitor", 10**6, 0]})
    _found(history, "tea", *log[5:7])


def find_roster(history: History) -> None:
    """In the calm somebody looks for the room by its name."""
    history.note("asks", "auditor", id="names", text="ro")
    history.note("listed", "auditor", id="names", text="ro", besides=ROOM)


def overstepped(history: History, random: Random) -> None:
    """Somebody gives a role who is no owner, or two steps at once, or acts against who ranks higher."""
    wrong = random.choice(
        (
            ("cem", "invite", user_of("dan"), {"role": "member"}),
            ("ana", "promote", BEN, {"role": "owner"}),
            ("ben", "promote", CEM, {"role": "owner"}),
            ("ana", "kick", BEN, {"role": "owner"}),
        )
    )
    log = next(record for record in history.of("log") if record.room == ROOM)
    rest = History(list(history.records))
    one = _done(rest, 10, *wrong)
    index = history.records.index(log)
    added = rest.records[len(history.records) :]
    history.records[index : index + 1] = [*added, replace(log, seq=10, entries=(*log.entries, one))]
    _drop(history, "ranked", "late")


def misranked(history: History, random: Random) -> None:
    """In the end somebody is listed as what they are not, or not at all; or before, as what they are not yet given."""
    wrongs: tuple[dict[str, Any], ...] = ({ANA: ["owner", 0, 0]}, {BEN: None}, {CEM: ["visitor", 0, 0]})
    if random.random() < 0.3:
        _change(history, "ranked", "early", lambda one: replace(one, text=_with(one.text, {CEM: ["member", 0, 0]})))
    else:
        wrong = random.choice(wrongs)
        _change(history, "ranked", "late", lambda one: replace(one, text=_with(one.text, wrong)))


def false_hit(history: History, random: Random) -> None:
    """A hit has not the text, or is of another stretch, or of what was erased before."""
    match random.choice(("text", "stretch", "erased")):
        case "text":
            _change(history, "found", "", lambda one: replace(one, text="four", besides='["Tea at 4", "four"]'))
        case "stretch":
            _change(history, "found", "", lambda one: replace(one, seq=6))
        case "erased":
            coffee = Entry(8, ANA, "roster-8", "coffee", 8)
            _change(
                history, "found", "", lambda one: replace(one, text="coffee", besides='["coffee"]', entries=(coffee,))
            )


def missed_hit(history: History, random: Random) -> None:
    """One of the hits is not there."""
    _change(
        history,
        "found",
        "",
        lambda one: replace(one, entries=one.entries[1:], besides=json.dumps(json.loads(one.besides)[1:])),
    )


def false_room(history: History, random: Random) -> None:
    """A room for members is found, one for two, one that nobody came into, or one that is named otherwise."""
    wrong = random.choice((("club", "club"), ("direct-", "direct-1"), ("ro", f"{ROOM} rot"), ("ro", f"{ROOM} general")))
    history.note("listed", "ana", id="wrong", text=wrong[0], besides=wrong[1])


def missed_room(history: History, random: Random) -> None:
    """The room is not found."""
    _change(history, "listed", "names", lambda one: replace(one, besides=""))


def _with(text: str, other: dict[str, Any]) -> str:
    return json.dumps({user: rank for user, rank in {**json.loads(text), **other}.items() if rank})


def _change(history: History, op: str, id: str, change: Callable[[Record], Record]) -> None:
    """Changes the last record of that sort, with that id if any."""
    found = [number for number, one in enumerate(history.records) if one.op == op and id in ("", one.id)]
    history.records[found[-1]] = change(history.records[found[-1]])


def _drop(history: History, op: str, id: str) -> None:
    history.records[:] = [one for one in history.records if (one.op, one.id) != (op, id)]


def _done(history: History, seq: int, client: str, act: str, user: str, more: dict[str, Any]) -> Entry:
    text = json.dumps({"act": act, "user": user, **more})
    return _noted(history, Entry(seq, user_of(client), f"roster-{seq}", text, seq, kind="member"))


def _said(history: History, seq: int, text: str) -> Entry:
    return _noted(history, Entry(seq, ANA, f"roster-{seq}", text, seq))


def _noted(history: History, one: Entry) -> Entry:
    client = one.user.partition(":")[2]
    history.note("sent", client, ROOM, id=one.id, text=one.text, kind="inside")
    history.note("acked", client, ROOM, id=one.id, seq=one.seq, text=one.text)
    return one


def _ranked(history: History, id: str, ranks: dict[str, list[Any]]) -> None:
    history.note("asks", "ben", ROOM, id=id)
    history.note("ranked", "ben", ROOM, id=id, text=json.dumps(ranks))


def _found(history: History, text: str, *hits: Entry) -> None:
    id, texts = f"sought-{len(history.records)}", json.dumps([hit.text for hit in hits])
    history.note("asks", "ben", ROOM, id=id, text=text)
    history.note("found", "ben", ROOM, id=id, text=text, besides=texts, entries=hits, seq=9)
