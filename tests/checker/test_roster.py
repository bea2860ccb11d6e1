"""Roles and hits, where what may be so and what may not are close together; and what a client writes of them."""

import json
from random import Random
from typing import Any

from tests.checker.entry import Entry, user_of
from tests.checker.history import History
from tests.checker.inquirer import Inquirer
from tests.checker.outbox import Outbox
from tests.checker.verdict import verdict

ROOM = "general"


def act(seq: int, client: str, what: str, user: str, role: str) -> Entry:
    text = json.dumps({"act": what, "user": user_of(user), "role": role})
    return Entry(seq, user_of(client), f"act-{seq}", text, seq, kind="member")


def names(*log: Entry, **ranked: str) -> set[str]:
    """What is wrong where all of it was said, and then somebody was told of these roles."""
    history = History()
    for one in log:
        client = one.user.partition(":")[2]
        history.note("sent", client, ROOM, id=one.id, text=one.text, kind="inside")
        history.note("acked", client, ROOM, id=one.id, seq=one.seq)
    history.note("log", "auditor", ROOM, seq=9, entries=log)
    if ranked:
        history.note("asks", "ben", ROOM, id="who")
        told = {user_of(client): [role, 0, 0] for client, role in ranked.items()}
        history.note("ranked", "ben", ROOM, id="who", text=json.dumps(told))
    return {violation.name for violation in verdict(history)}


def test_who_was_made_an_owner_may_what_nobody_else_may() -> None:
    ben = [
        act(seq, "ana", what, "ben", role) for seq, what, role in ((1, "invite", "member"), (2, "promote", "moderator"))
    ]
    demote = act(4, "ben", "demote", "ana", "moderator")
    assert names(*ben, demote) == {"overstepped"}
    assert names(*ben, act(3, "ana", "promote", "ben", "owner"), demote) == set()


def test_the_founder_is_one_whom_no_entry_names() -> None:
    invite = act(1, "ana", "invite", "ben", "member")
    assert names(invite, ana="owner", ben="member") == set()
    assert names(invite, cem="owner", ben="member") == names(invite, ana="owner") == {"misranked"}


def test_what_is_found_goes_into_the_history_with_what_was_sought() -> None:
    history, sender = History(), {"user": user_of("ana"), "name": "Ana"}
    client = Inquirer("ben", history, Outbox(Random(0), 1.0))
    client.inquired = {"s": "tea", "f": "gen"}
    hit: dict[str, Any] = {"type": "message", "room": ROOM, "seq": 3, "id": "m", "from": sender, "text": "tea", "at": 3}
    client.found({"type": "found", "room": ROOM, "id": "s", "messages": [hit], "after": 0, "through": 5})
    client.listed({"type": "foundRooms", "id": "f", "rooms": [{"room": ROOM}], "next": ROOM})
    found, listed = history.records
    assert (found.text, found.after, found.seq, found.besides, found.entries[0].seq) == ("tea", 0, 5, '["tea"]', 3)
    assert (listed.text, listed.besides, listed.kind) == ("gen", ROOM, "more")
    assert client.answered == {"s", "f"}
