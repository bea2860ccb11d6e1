"""What counts as a frame."""

import json
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from parley.about import About, You
from parley.decode import decode
from parley.entries import Message, Passed, User
from parley.frames import Fault, Joined, Left, Link, Notice, Pong, Presence, Read, Typing, Upload
from parley.pages import Found, Page

MESSAGE: dict[str, Any] = {
    "type": "message",
    "room": "general",
    "seq": 45,
    "id": "01J9Z3K8Q5W7X2Y4",
    "from": {"user": "guest:ana", "name": "Ana"},
    "text": "hello",
    "at": 1790000000000,
}
PAGE = {"type": "history", "room": "general", "after": 44, "through": 45, "messages": [MESSAGE], "more": True}
JOINED = PAGE | {"type": "joined", "epoch": "k3", "head": 45, "recovered": True, "roster": [MESSAGE["from"]], "here": 1}
ANA = User("guest:ana", "Ana")
GATEWAY = {"message": "Internal server error", "connectionId": "L0SM9cOFvHcCIhw=", "requestId": "L0SM9HLPvHcFqQg="}
HELLO = Message(room="general", seq=45, id="01J9Z3K8Q5W7X2Y4", sender=ANA, text="hello", at=1790000000000)
YOURS = {
    "you": {"user": "guest:ana", "name": "Ana", "role": "owner", "muted": 7},
    "about": {"access": "direct", "title": "t", "topic": "u", "archived": False, "peer": MESSAGE["from"], "slow": 30},
    "read": 40,
}
YOU, ABOUT = You("guest:ana", "Ana", "owner", 7), About("direct", "t", "u", False, ANA, 30)
FOUND = {"type": "found", "room": "general", "messages": [MESSAGE], "after": 0, "through": 45, "more": False}
NOTICE = MESSAGE | {"type": "notice", "room": "direct-1", "seq": 1, "reason": "direct", "at": 5}
del NOTICE["id"]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda it: st.lists(it) | st.dictionaries(st.text(), it)
)


@pytest.mark.parametrize(
    ("frame", "value"),
    [
        (MESSAGE, HELLO),
        (MESSAGE | {"edits": [1, 2]}, HELLO),
        (PAGE, Page("general", 44, 45, (HELLO,), True)),
        (JOINED, Joined(Page("general", 44, 45, (HELLO,), True), "k3", 45, True, (ANA,), 1)),
        ({"type": "left", "room": "general", "id": "x"}, Left("general", id="x")),
        ({"type": "pong", "heads": {"general": 45}}, Pong({"general": 45})),
        ({"type": "presence", "room": "general", **MESSAGE["from"], "here": False}, Presence("general", ANA, False)),
        ({"type": "error", "code": "busy", "retry": True, "id": "x"}, Fault("busy", True, "", "x")),
        (GATEWAY, Fault("internal", True, "Internal server error")),
        (GATEWAY | {"message": "Too Many Requests"}, Fault("internal", True, "Too Many Requests")),
        ({"type": "left", "room": "general", "act": "kick", "reason": "r"}, Left("general", "kick", "r")),
        (JOINED | YOURS, Joined(Page("general", 44, 45, (HELLO,), True), "k3", 45, True, (ANA,), 1, YOU, ABOUT, 40)),
        (FOUND, Found("general", (HELLO,), 0, 45, False)),
        ({"type": "typing", "room": "general", **MESSAGE["from"]}, Typing("general", ANA)),
        ({"type": "read", "room": "general", "seq": 44, "id": "x"}, Read("general", 44, "x")),
        (NOTICE, Notice("direct-1", 1, "direct", ANA, "hello", 5)),
        ({"type": "upload", "room": "r", "url": "u", "fields": {"k": "v"}, "id": "x"}, Upload("u", {"k": "v"}, "x")),
        ({"type": "link", "room": "r", "seq": 1, "url": "u", "id": "x"}, Link("u", "x")),
        ({"type": "reaction", "room": "general"}, None),
        ({"type": "poll", "room": "general", "seq": 7, "id": "x", "from": 1, "at": 2}, Passed("general", 7)),
        ({"type": "read twice", "room": "general", "seq": 7}, None),
        ({"type": "upload", "url": "u", "fields": {"k": 1}}, None),
        ({"type": 1}, None),
        ({"type": "__class__"}, None),
    ],
)
def test_frames(frame: dict[str, Any], value: object) -> None:
    assert decode(json.dumps(frame)) == value


@pytest.mark.parametrize("key", [key for key in MESSAGE if key not in ("type", "id")])
@pytest.mark.parametrize("wrong", [None, [], {}, True, -1, 1.5])
def test_a_message_with_anything_wrong_is_none(key: str, wrong: object) -> None:
    assert decode(json.dumps(MESSAGE | {key: wrong})) is None
    assert decode(json.dumps(PAGE | {"messages": [MESSAGE, MESSAGE | {key: wrong}]})) is None


@pytest.mark.parametrize("raw", ["", "null", "1", "[]", '"x"', "{", "[" * 100_000, "{}", b"\xff", '{"type":"message"}'])
def test_junk_is_none(raw: str | bytes) -> None:
    assert decode(raw) is None


@settings(deadline=None)
@given(JSON)
def test_no_value_raises(value: object) -> None:
    decode(json.dumps(value))
    decode(json.dumps(MESSAGE | {"from": value}))


def test_a_time_beyond_all_calendars_can_be_shown() -> None:
    message = decode(json.dumps(MESSAGE | {"at": 10**30}))
    assert isinstance(message, Message) and message.time.year == 9999 and message.time.astimezone()
