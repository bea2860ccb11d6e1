"""Who may speak, hear and come in, where acts and what they are about happen at the same time."""

import json
from typing import Any

from tests.checker.entry import Entry, user_of
from tests.checker.history import History
from tests.checker.verdict import verdict

ROOM = "general"


def act(seq: int, what: str, at: int = 0, **more: Any) -> Entry:
    content = json.dumps({"act": what, "user": user_of("ben"), **more})
    return Entry(seq, user_of("ana"), f"act-{seq}", content, at or seq, kind="member")


def word(seq: int, client: str = "ben", at: int = 0, kind: str = "message") -> Entry:
    said = '{"target": 99}' if kind == "erased" else "word"
    return Entry(seq, user_of(client), f"word-{seq}", said, at or seq, kind=kind)


def sent(history: History, one: Entry, acked: bool = True) -> Entry:
    client = one.user.partition(":")[2]
    history.note("sent", client, ROOM, id=one.id, text=one.text, kind="inside")
    if acked:
        acknowledged(history, one)
    return one


def acknowledged(history: History, one: Entry) -> None:
    history.note("acked", one.user.partition(":")[2], ROOM, id=one.id, seq=one.seq)


def names_of(history: History, *log: Entry) -> set[str]:
    history.note("log", "auditor", ROOM, seq=log[-1].seq, entries=log)
    return {violation.name for violation in verdict(history)}


def names(*log: Entry) -> set[str]:
    """What is wrong with a log of which all was sent and acknowledged in its order."""
    history = History()
    for one in log:
        sent(history, one)
    return names_of(history, *log)


def test_who_is_muted_may_erase_and_speaks_again_when_it_ends() -> None:
    mute = act(1, "mute", muted=60)
    assert names(mute, word(2, kind="erased")) == set()
    assert names(mute, word(2, at=60)) == set()
    assert names(mute, act(2, "unmute"), word(3)) == set()
    assert names(mute, word(2), act(3, "unmute")) == {"muted_speaks"}
    assert names(mute, act(2, "kick"), word(3, at=59_000)) == set()


def test_who_is_muted_reacts_to_nothing_and_answers_nobody() -> None:
    for kind in ("message", "reply to 1", "reacted"):
        assert names(act(1, "mute", muted=60), word(2, kind=kind)) == {"muted_speaks"}


def test_who_is_kicked_from_an_open_room_comes_again_after_a_while() -> None:
    assert names(act(1, "kick"), word(2, at=20_000)) == set()
    assert names(act(1, "kick"), word(2, at=2_000)) == {"outsider_speaks"}


def test_who_is_banned_says_nothing_until_it_ends() -> None:
    assert names(act(1, "ban"), word(2, at=20_000)) == {"outsider_speaks"}
    assert names(act(1, "ban"), act(2, "unban"), word(3, at=20_000)) == set()


def test_what_was_under_way_when_the_ban_was_acknowledged_may_be_heard() -> None:
    history, ban, said = History(), act(1, "ban"), word(2, "cem")
    sent(history, ban, acked=False)
    sent(history, said)
    acknowledged(history, ban)
    history.note("seen", "ben", ROOM, seq=2, entries=(said,))
    assert names_of(history, ban, said) == set()


def test_what_was_said_during_the_ban_may_be_read_after_it() -> None:
    history, log = History(), (act(1, "ban"), word(2, "cem"), act(3, "unban"))
    for one in log:
        sent(history, one)
    history.note("read", "ben", ROOM, seq=2, entries=log[:2])
    assert names_of(history, *log) == set()


def test_what_was_said_after_the_ban_is_not_heard_before_it_ends() -> None:
    history, log = History(), (act(1, "ban"), word(2, "cem"), act(3, "unban"))
    sent(history, log[0])
    sent(history, log[1])
    history.note("seen", "ben", ROOM, seq=2, entries=log[1:2])
    sent(history, log[2])
    assert names_of(history, *log) == {"outsider_hears"}


def test_who_asks_while_a_ban_is_lifted_may_be_let_in_or_not() -> None:
    for answer in ("joined", "shut"):
        history, log = History(), (act(1, "ban"), act(2, "unban"))
        sent(history, log[0])
        sent(history, log[1], acked=False)
        history.note("asked", "ben", ROOM, id="join")
        acknowledged(history, log[1])
        history.note(answer, "ben", ROOM, id="join")
        assert names_of(history, *log) == set()


def test_whom_a_ban_met_is_shut_out_from_its_answer_to_its_end() -> None:
    for answer, found in (("joined", {"outsider_hears"}), ("shut", set())):
        history = History()
        ban = sent(history, act(1, "ban"))
        history.note("asked", "ben", ROOM, id="join")
        history.note(answer, "ben", ROOM, id="join")
        assert names_of(history, ban) == found


def test_what_was_heard_before_a_ban_was_not_said_by_who_uses_its_id_again_after_it() -> None:
    history, file = History(), word(1, "ana")
    history.note("seen", "ben", ROOM, seq=1, entries=(file,))
    acknowledged(history, file)
    ban = sent(history, act(2, "ban"))
    sent(history, file, acked=False)
    assert names_of(history, file, ban) == set()
