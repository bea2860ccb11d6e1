"""A connection is remembered, counted and forgotten."""

import time

import pytest

from errors import Expired
from models import entrance
from models.connection import LIFETIME, Connection
from models.room import Room
from tests.parts.dynamodb import Table


def test_a_connection_is_remembered_until_it_cannot_be_open_any_more(connected: Table) -> None:
    Connection.remember("guest:ana", "c1=")
    (item,) = connected.client.scan(TableName=connected.name)["Items"]
    assert item["kind"] == {"S": "connection"}
    assert abs(int(item["expires_at"]["N"]) - time.time() - LIFETIME) < 5
    assert LIFETIME > 2 * 3600


def test_forgetting_tells_which_rooms_it_was_in_once() -> None:
    Connection.remember("guest:ana", "c1=")
    for room in ("a", "b"):
        Room.opened(room)
        entrance.enter("guest:ana", "Ana", "c1=", room)
    assert Connection.rooms_of("guest:ana", "c1=") == {"a": 0, "b": 0}
    assert Connection.shard_of("guest:ana", "c1=", "a") == 0
    assert Connection.shard_of("guest:ana", "c1=", "c") is None
    assert Connection.forget("guest:ana", "c1=") == {"a": 0, "b": 0}
    assert Connection.forget("guest:ana", "c1=") == {}
    assert Connection.shard_of("guest:ana", "c1=", "a") is None
    with pytest.raises(Expired):
        Connection.rooms_of("guest:ana", "c1=")


def test_leaving_a_room_of_a_connection_that_is_gone_leaves_nothing_behind(connected: Table) -> None:
    Connection.left("guest:ana", "c1=", "general")
    assert connected.client.scan(TableName=connected.name)["Count"] == 0


def test_bad_frames_are_counted_by_the_minute() -> None:
    Connection.remember("guest:ana", "c1=")
    assert [Connection.count_bad_frame("guest:ana", "c1=", 7) for _ in range(3)] == [1, 2, 3]
    assert Connection.count_bad_frame("guest:ana", "c1=", 8) == 1


def test_bad_frames_of_a_connection_that_is_gone_are_not_counted(connected: Table) -> None:
    assert Connection.count_bad_frame("guest:ana", "c1=", 7) == 0
    assert connected.client.scan(TableName=connected.name)["Count"] == 0
