"""A club and a direct room with what moderators do there, and for each violation of it a way to show it."""

from dataclasses import replace
from random import Random
from typing import Any

from tests.checker.entry import Entry, entry, user_of
from tests.checker.history import History, Record

CLUB = "club"
DIRECT = "direct-1"


def add_standings(history: History) -> None:
    """Ana founds a club, invites Ben, mutes him for a while, and bans him; Cem is never let in; both talk to Ana.

    In the end she archives the club for a while.
    """
    for client in ("ana", "ben", "cem"):
        history.note("open", client, kind="opened")
    log = [_said(history, "ana", 1, "room", access="members")]
    _come(history, "ben", shut=True)
    for seq, act in enumerate(("invite", "mute", "unmute", "kick", "invite", "ban"), 1):
        log.append(_done(history, 10 * seq, act))
        if act == "invite":
            _come(history, "ben", shut=False)
            log.append(_said(history, "ben", 10 * seq + 5, "message", text=f"here again {seq}"))
            _heard(history, "ben", CLUB, log[-1])
    _come(history, "ben", shut=True)
    _come(history, "cem", shut=True)
    log.append(_said(history, "ana", 75, "message", text="without them"))
    _heard(history, "ana", CLUB, log[-1])
    log.append(_said(history, "ana", 80, "room", access="members", archived=True))
    log.append(_said(history, "ana", 90, "room", access="members", archived=False))
    history.note("log", "auditor", CLUB, seq=99, entries=tuple(log))
    said = [_said(history, "ana", 1, "message", DIRECT, text="psst"), _said(history, "cem", 2, "message", DIRECT)]
    for client in ("ana", "cem"):
        _heard(history, client, DIRECT, *said)
    history.note("members", "ana", DIRECT, text=f"{user_of('ana')} {user_of('cem')}")
    history.note("log", "ana", DIRECT, seq=2, entries=tuple(said))


def muted_speaks(history: History, random: Random) -> None:
    """Ben says or reacts between his mute and its end."""
    kind, text = random.choice((("message", "still here"), ("reply to 1", "still here"), ("reacted", "{}")))
    _slip(history, Entry(25, user_of("ben"), "slip", text, 25, kind=kind))


def outsider_speaks(history: History, random: Random) -> None:
    """Ben speaks when he is kicked or banned, or not yet invited; or Cem does, who never is."""
    seq, client = random.choice(((5, "ben"), (42, "ben"), (72, "ben"), (72, "cem")))
    _slip(history, Entry(seq, user_of(client), "slip", "hello", seq))


def outsider_hears(history: History, random: Random) -> None:
    """Somebody hears what is said when they are outside, live or in a page; or comes in."""
    client = random.choice(("ben", "cem"))
    last = next(entry for entry in _log(history, CLUB).entries if entry.seq == 75)
    match random.choice(("seen", "read", "joined")):
        case "seen":
            _heard(history, client, CLUB, last)
        case "read":
            history.note("read", client, CLUB, after=74, seq=75, entries=(last,))
        case "joined":
            _come(history, client, shut=False)


def shut_out(history: History, random: Random) -> None:
    """Somebody is not let in who may come in: Ana into her club, or Cem into a room for everyone, or for two."""
    client, room = random.choice((("ana", CLUB), ("cem", "general"), ("cem", DIRECT)))
    _come(history, client, shut=True, room=room)


def archived_changes(history: History, random: Random) -> None:
    """Ana speaks in her club, or puts somebody out of it, while it is archived."""
    act = '{"act": "kick", "user": "guest:dan", "role": "visitor"}'
    kind, text = random.choice((("message", "one more thing"), ("member", act), ("reacted", "{}")))
    _slip(history, Entry(85, user_of("ana"), "slip", text, 85, kind=kind))


def overheard(history: History, random: Random) -> None:
    """Ben sees what is between the others, or is said to belong there."""
    if random.random() < 0.5:
        _heard(history, "ben", DIRECT, *_log(history, DIRECT).entries)
    else:
        everyone = " ".join(map(user_of, ("ana", "ben", "cem")))
        index = next(number for number, record in enumerate(history.records) if record.op == "members")
        history.records[index] = replace(history.records[index], text=everyone)
        _heard(history, "ben", DIRECT, *_log(history, DIRECT).entries)


def one_sided(history: History, random: Random) -> None:
    """One of the two never gets one of the messages."""
    seen = [record for record in history.of("seen") if record.room == DIRECT]
    history.records.remove(random.choice(seen))


def _come(history: History, client: str, *, shut: bool, room: str = CLUB) -> None:
    id = f"{client}-join-{len(history.records)}"
    history.note("asked", client, room, id=id)
    if shut:
        history.note("shut", client, room, id=id, kind="not_found")
    else:
        history.note("joined", client, room, id=id, kind="first")


def _done(history: History, seq: int, act: str) -> Entry:
    more: dict[str, Any] = {"muted": 10**6} if act == "mute" else {}
    return _said(history, "ana", seq, "member", act=act, user=user_of("ben"), **more)


def _said(history: History, client: str, seq: int, kind: str, room: str = CLUB, **content: Any) -> Entry:
    """An entry that was sent and acknowledged. A second of the log's clock is far less than a muted one's time."""
    frame = {"type": kind, "seq": seq, "id": f"{room}-{seq}", "from": {"user": user_of(client)}, "at": seq * 1000}
    one = entry(frame | ({"text": "word"} | content if kind == "message" else content))
    history.note("sent", client, room, id=one.id, text=one.text, kind="inside")
    history.note("acked", client, room, id=one.id, seq=seq, text=one.text)
    return one


def _heard(history: History, client: str, room: str, *entries: Entry) -> None:
    for one in entries:
        history.note("seen", client, room, seq=one.seq, entries=(one,))


def _log(history: History, room: str) -> Record:
    return next(record for record in history.of("log") if record.room == room)


def _slip(history: History, one: Entry) -> None:
    """The log of the club has one more, which was sent as it stands and acknowledged."""
    log, client = _log(history, CLUB), one.user.partition(":")[2]
    slipped = replace(one, at=one.seq * 1000)
    history.note("sent", client, CLUB, id=one.id, text=one.text, kind="inside")
    history.note("acked", client, CLUB, id=one.id, seq=one.seq)
    index = history.records.index(log)
    history.records[index] = replace(log, entries=tuple(sorted((*log.entries, slipped))))
