"""Heads of many rooms, in one read."""

from models.clock import now_ms
from models.heads import heads, rooms
from models.room import Room


def test_the_heads_of_rooms_that_exist() -> None:
    for count, room in enumerate(["a", "b", "c"]):
        Room.opened(room)
        for _ in range(count):
            Room.advance(room, now_ms())
    assert heads(["a", "b", "c", "none"]) == {"a": 0, "b": 1, "c": 2}
    assert heads([]) == {}


def test_fifty_rooms_are_one_read() -> None:
    names = [f"room-{number}" for number in range(50)]
    Room.opened(names[0])
    assert heads(names) == {names[0]: 0}


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
