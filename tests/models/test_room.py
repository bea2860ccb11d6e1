"""A room is made once, and each of its numbers is taken once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from errors import NotFound
from models.clock import now_ms
from models.room import Room


def test_a_room_is_made_by_the_first_who_opens_it() -> None:
    with pytest.raises(NotFound):
        Room.named("general")
    room = Room.opened("general")
    assert (room.head, room.access) == (0, "open")
    assert Room.named("general").epoch == room.epoch


def test_of_many_who_open_a_room_at_once_one_makes_it() -> None:
    with ThreadPoolExecutor(8) as pool:
        epochs = set(pool.map(lambda _: Room.opened("general").epoch, range(16)))
    assert len(epochs) == 1


def test_every_number_is_taken_once() -> None:
    Room.opened("general")
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: Room.advance("general", now_ms()), range(64)))
    assert sorted(taken) == list(range(1, 65))
    assert Room.named("general").head == 64


def test_a_number_carries_the_time_it_was_taken() -> None:
    Room.opened("general")
    Room.advance("general", 1234567890123)
    assert Room.named("general").moved_at == 1234567890123


def test_a_room_that_does_not_exist_has_no_numbers() -> None:
    with pytest.raises(NotFound):
        Room.advance("none", now_ms())
    with pytest.raises(NotFound):
        Room.named("none")
