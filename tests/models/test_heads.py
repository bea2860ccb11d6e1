"""Heads of many rooms, in one read."""

import pytest

from models.clock import now_ms
from models.heads import heads, rooms
from models.presence import Presence
from models.room import Room
from tests.parts.dynamodb import Table
from tests.parts.presences import fill

CONNECTION = "ana1="


def test_the_heads_of_rooms_that_exist(dynamodb: Table) -> None:
    for count, room in enumerate(["a", "b", "c"]):
        Room.opened(room)
        fill(dynamodb, room, [CONNECTION], shard=count)
        for _ in range(count):
            Room.advance(room, now_ms())
    assert heads({"a": 0, "b": 1, "c": 2, "none": 0}, CONNECTION) == {"a": 0, "b": 1, "c": 2}
    assert heads({}, CONNECTION) == {}


@pytest.mark.promise(4)
def test_a_room_where_the_presence_is_gone_or_has_expired_is_left_out(dynamodb: Table) -> None:
    for room in ("a", "b"):
        Room.opened(room)
        fill(dynamodb, room, [CONNECTION])
    Presence.remove("a", 0, [CONNECTION])
    assert heads({"a": 0, "b": 0}, CONNECTION) == {"b": 0}
    Presence.of("b", 0, CONNECTION).update([Presence.expires_at.set(1)])
    assert heads({"a": 0, "b": 0}, CONNECTION) == {}


def test_fifty_rooms_are_one_read(dynamodb: Table) -> None:
    names = {f"room-{number}": 0 for number in range(50)}
    Room.opened("room-0")
    fill(dynamodb, "room-0", [CONNECTION])
    assert heads(names, CONNECTION) == {"room-0": 0}


def test_rooms_as_they_are_now() -> None:
    Room.opened("a")
    Room.new("b", "members", "B").save()
    Room.advance("a", now_ms())
    found = rooms(["a", "b", "none"])
    assert {name: (int(room.head), room.access, room.title) for name, room in found.items()} == {
        "a": (1, "open", ""),
        "b": (0, "members", "B"),
    }
    assert rooms([]) == {}
