"""Lists of rooms and members, as the protocol's examples have them."""

import json
from typing import Any

import pytest

from parley.decode import decode
from parley.entries import Message, User
from parley.frames import FoundRooms, Members, Rooms
from parley.listings import FoundRoom, Member, RoomInfo
from tests.client.test_decode import HELLO, MESSAGE

ROOM: dict[str, Any] = {
    **{"room": "general", "access": "open", "title": "", "topic": "", "archived": False, "role": "visitor"},
    **{"head": 44, "read": 40, "unread": 4, "mentions": 1},
}


def info(last: Message | None = None, peer: User | None = None) -> RoomInfo:
    return RoomInfo("general", "open", "", "", False, "visitor", 44, 40, 4, 1, last, peer)


@pytest.mark.parametrize(
    ("frame", "value"),
    [
        ({"type": "rooms", "rooms": [ROOM], "next": None}, Rooms((info(),), None)),
        ({"type": "rooms", "rooms": [ROOM | {"last": MESSAGE}], "next": "g"}, Rooms((info(HELLO),), "g")),
        (
            {"type": "rooms", "rooms": [ROOM | {"last": None, "peer": {"user": "u", "name": "U"}}], "id": "x"},
            Rooms((info(peer=User("u", "U")),), None, "x"),
        ),
        (
            {"type": "foundRooms", "rooms": [{"room": "plans", "title": "Plans", "topic": "2027"}], "next": "plans"},
            FoundRooms((FoundRoom("plans", "Plans", "2027"),), "plans"),
        ),
        (
            {"type": "members", "room": "r", "members": [{"user": "u", "name": "U", "role": "owner", "banned": 5}]},
            Members((Member(User("u", "U"), "owner", None, 5),), None),
        ),
        ({"type": "rooms", "rooms": [ROOM | {"unread": "4"}], "next": None}, None),
        ({"type": "members", "members": {}}, None),
    ],
)
def test_listings(frame: dict[str, Any], value: object) -> None:
    assert decode(json.dumps(frame)) == value
