"""Heads of many rooms, in one read."""

from models.clock import now_ms
from models.heads import heads
from models.room import Room


def test_the_heads_of_rooms_that_exist() -> None:
    for count, room in enumerate(["a", "b", "c"]):
        Room.opened(room)
        for _ in range(count):
            Room.advance(room, now_ms())
    assert heads(["a", "b", "c", "none"]) == {"a": 0, "b": 1, "c": 2}
    assert heads([]) == {}


def test_fifty_rooms_are_one_read() -> None:
    rooms = [f"room-{number}" for number in range(50)]
    Room.opened(rooms[0])
    assert heads(rooms) == {rooms[0]: 0}
