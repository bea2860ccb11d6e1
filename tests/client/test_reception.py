"""Where what arrives goes to; and that nothing that arrives can do harm."""

import json
from typing import Any, cast

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

import parley
from parley.decode import decode
from parley.events import Feed
from parley.line import Line
from parley.outbox import Outbox
from parley.reception import Reception
from parley.room import Room
from tests.client.hearing import QUICK, texts
from tests.client.peer import Peer, user

NOTICE = {
    "type": "notice",
    "room": "direct-1",
    "seq": 1,
    "reason": "direct",
    "from": user("Bo"),
    "text": "psst",
    "at": 5,
}


async def test_a_notice_is_told_of_a_room_that_we_are_not_in(peer: Peer, chat: parley.Chat) -> None:
    events = chat.events()
    await peer.lines[0].send(NOTICE)
    notice = await anext(events)
    assert notice == parley.Notice("direct-1", 1, "direct", parley.User("guest:bo", "Bo"), "psst", 5)


async def test_who_is_put_out_hears_why_and_may_come_again(peer: Peer, chat: parley.Chat) -> None:
    room, events = await chat.join("general"), chat.events()
    await peer.say("general", "last words")
    await peer.lines[0].send({"type": "left", "room": "general", "act": "kick", "reason": "enough"})
    assert await anext(events) == parley.Left("general", "kick", "enough")
    assert await texts(room, 1) == ["last words"]
    with pytest.raises(parley.PutOut, match="kick: enough") as out:
        await anext(room)
    assert (out.value.act, out.value.code, out.value.retry) == ("kick", "put_out", False)
    with pytest.raises(parley.PutOut):
        await room.say("but")
    assert chat.joined == {}
    again = await chat.join("general")
    assert again is not room and len(peer.requests("joinRoom")) == 2


async def test_who_is_put_out_while_something_is_said_learns_that_from_it(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")

    async def put_out(line: Any, frame: Any) -> None:
        await line.send({"type": "left", "room": "general", "act": "ban", "reason": ""})
        code = {"code": "not_joined", "retry": False, "message": "you are not in this room"}
        await line.send({"type": "error", "id": frame["id"]} | code)

    peer.detour("sendMessage", put_out)
    with pytest.raises(parley.PutOut):
        await room.say("hello?")


async def test_a_membership_that_was_given_up_elsewhere_ends_the_room_here(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    await peer.lines[0].send({"type": "left", "room": "general"})
    assert [message async for message in room] == []
    with pytest.raises(parley.Closed, match="on another device"):
        await room.history()


KINDS = ["message", "edited", "erased", "reacted", "member", "room", "poll", "presence", "typing", "read", "left"]
ANSWERS = ["joined", "history", "found", "pong", "notice", "rooms", "foundRooms", "members", "upload", "link", "error"]
WRONG: st.SearchStrategy[Any] = st.sampled_from([None, True, -1, 1.5, "", "x", [], {}, [1], 10**30])


def entries() -> st.SearchStrategy[dict[str, Any]]:
    people = st.sampled_from([user("Ana"), user("Bo")])
    fixed: dict[str, Any] = {"id": "x", "at": 1790000000000, "text": "t", "reaction": "👍", "act": "mute"}
    about = {"access": "open", "title": "", "topic": "", "archived": False, "role": "member"}
    return st.builds(
        lambda kind, seq, target, who, flag: (
            fixed | about | who | {"type": kind, "room": "general", "seq": seq}
            | {"from": who, "target": target, "thread": target, "on": flag, "here": flag}
        ),
        *(st.sampled_from(KINDS), st.integers(0, 12), st.integers(0, 12), people, st.booleans()),
    )  # fmt: skip


def pages() -> st.SearchStrategy[dict[str, Any]]:
    fixed = {"room": "general", "roster": [user("Ana")], "here": 1, "you": user("Ana"), "code": "busy", "retry": True}
    return st.builds(
        lambda kind, after, through, messages, epoch, flag: (
            fixed | {"type": kind, "after": after, "through": through, "messages": messages, "head": through}
            | {"epoch": epoch, "more": flag, "recovered": flag, "heads": {"general": through}, "message": "m"}
        ),
        *(st.sampled_from(ANSWERS), st.integers(0, 12), st.integers(0, 12), st.lists(entries(), max_size=4)),
        *(st.sampled_from(["k1", "k2"]), st.booleans()),
    )  # fmt: skip


def frames() -> st.SearchStrategy[dict[str, Any]]:
    right = entries() | pages()
    broken = st.builds(lambda frame, key, value: frame | {key: value}, right, st.sampled_from(sorted(NOTICE)), WRONG)
    return right | broken


@settings(deadline=None, max_examples=300)
@given(st.lists(frames(), max_size=40))
async def test_whatever_arrives_the_log_rises_and_nothing_raises(arriving: list[dict[str, Any]]) -> None:
    rooms, feed, nobody = dict[str, Room](), Feed(), cast(Any, None)
    room = rooms["general"] = Room("general", nobody, nobody, nobody, feed, QUICK)
    reception = Reception(rooms, Outbox(QUICK), feed, lambda left: None, lambda farewell: None)
    last = -1
    for raw in arriving:
        if (frame := decode(json.dumps(raw))) is not None:
            reception.receive(cast(Line, None), frame)
        if room.log.due() is not None:
            room.log.ask()
        while (entry := room.log.take()) is not None:
            assert entry.seq > last or entry.restart
            last = entry.seq
            room._shelf.tell(entry)
    assert all(seq == message.seq for seq, message in room.messages.items())
