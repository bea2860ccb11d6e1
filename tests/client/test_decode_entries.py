"""Entries of a log: every type and field of the protocol, and none that is half there."""

from typing import Any

import pytest

from parley.decode_entries import ENTRIES, entry, in_page
from parley.entries import (
    Edited,
    Erased,
    File,
    MemberChanged,
    Message,
    Passed,
    Reacted,
    Reaction,
    RoomChanged,
    User,
)

ANA, BEN = User("guest:ana", "Ana"), User("guest:ben", "Ben")
COMMON: dict[str, Any] = {"room": "general", "seq": 9, "id": "x", "from": {"user": "guest:ana", "name": "Ana"}, "at": 7}
THE_SAME: dict[str, Any] = {"room": "general", "seq": 9, "id": "x", "sender": ANA, "at": 7}
STATE = {
    **{"reply": 3, "thread": 2, "mentions": ["guest:ben", "room"], "edited": 8, "replies": 4},
    "reactions": [{"reaction": "👍", "count": 2, "users": ["guest:ana", "guest:ben"]}],
    "file": {"name": "cat.png", "type": "image/png", "size": 48213},
}
CAT = Message(
    **THE_SAME,
    text="cat",
    reply=3,
    thread=2,
    mentions=("guest:ben", "room"),
    edited=8,
    replies=4,
    reactions=(Reaction("👍", 2, ("guest:ana", "guest:ben")),),
    file=File("cat.png", "image/png", 48213),
)
MUTE = {"act": "mute", "user": "guest:ben", "name": "Ben", "role": "member", "muted": 99, "reason": "later"}
ABOUT = {"access": "members", "title": "Plans", "topic": "2027", "archived": False}
FRAMES: list[tuple[dict[str, Any], object]] = [
    ({"type": "message", "text": "cat", **STATE}, CAT),
    ({"type": "message", "text": "", "erased": 12}, Message(**THE_SAME, text="", erased=12)),
    ({"type": "edited", "target": 5, "text": "new"}, Edited(**THE_SAME, target=5, text="new")),
    ({"type": "erased", "target": 5}, Erased(**THE_SAME, target=5)),
    (
        {"type": "reacted", "target": 5, "reaction": "👍", "on": False},
        Reacted(**THE_SAME, target=5, reaction="👍", on=False),
    ),
    (
        {"type": "member", **MUTE},
        MemberChanged(**THE_SAME, act="mute", user=BEN, role="member", muted=99, reason="later"),
    ),
    ({"type": "room", **ABOUT}, RoomChanged(**THE_SAME, access="members", title="Plans", topic="2027", archived=False)),
    (
        {"type": "room", **ABOUT, "slow": 30},
        RoomChanged(**THE_SAME, access="members", title="Plans", topic="2027", archived=False, slow=30),
    ),
    ({"type": "poll"}, Passed("general", 9)),
]


@pytest.mark.parametrize(("frame", "value"), FRAMES)
def test_entries(frame: dict[str, Any], value: object) -> None:
    assert entry(COMMON | frame) == value


def test_every_type_is_tried() -> None:
    assert {frame["type"] for frame, _ in FRAMES} == ENTRIES.keys() | {"poll"}


@pytest.mark.parametrize("frame", [frame for frame, _ in FRAMES if frame["type"] != "poll"])
def test_nothing_that_lacks_a_field_or_has_a_wrong_one(frame: dict[str, Any]) -> None:
    optional = {"id", "reason", "muted", "erased", "slow", *STATE}
    whole = COMMON | frame
    for name in whole.keys() - {"type"}:
        if name not in optional:
            with pytest.raises((KeyError, TypeError)):
                entry({key: value for key, value in whole.items() if key != name})
        with pytest.raises((KeyError, TypeError, AttributeError)):
            entry(whole | {name: [1.5]})


def test_in_a_page_a_message_is_as_of_its_end() -> None:
    message = in_page(COMMON | {"type": "message", "text": "t"}, 40)
    assert isinstance(message, Message) and message.as_of == 40
