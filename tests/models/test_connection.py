"""A connection is remembered, counted and forgotten."""

import time

import pytest

from errors import Expired, RateLimited
from models import entrance
from models.allowance import BURST
from models.connection import LIFETIME, Connection, elsewhere, names_of, of_user
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


def test_bad_frames_are_counted_by_the_minute() -> None:
    Connection.remember("guest:ana", "c1=")
    assert [Connection.count_bad_frame("guest:ana", "c1=", 7) for _ in range(3)] == [1, 2, 3]
    assert Connection.count_bad_frame("guest:ana", "c1=", 8) == 1


def test_bad_frames_of_a_connection_that_is_gone_are_not_counted(connected: Table) -> None:
    assert Connection.count_bad_frame("guest:ana", "c1=", 7) == 0
    assert connected.client.scan(TableName=connected.name)["Count"] == 0


@pytest.mark.engines("local", "emulator")
def test_a_users_connections_each_with_its_rooms() -> None:
    for connection in ("c1=", "c2="):
        Connection.remember("guest:ana", connection)
    Connection.remember("guest:anabel", "c3=")
    Room.opened("general")
    entrance.enter("guest:ana", "Ana", "c1=", "general")
    assert of_user("guest:ana") == {"c1=": {"general": 0}, "c2=": {}}
    assert (elsewhere("guest:ana", "general"), elsewhere("guest:ana", "x")) == (["c2="], ["c1=", "c2="])
    assert names_of("guest:ana") == {"c1=": "", "c2=": ""}
    assert (of_user("guest:an"), elsewhere("guest:nobody", "general")) == ({}, [])


def test_what_has_ended_is_no_connection_before_dynamodb_deletes_it(connected: Table) -> None:
    Connection.remember("guest:ana", "c1=")
    Connection("USER#guest:ana", "CONN#c1=").update([Connection.expires_at.set(int(time.time()) - 1)])
    assert of_user("guest:ana") == {}


def test_a_connection_of_an_older_version_is_one(connected: Table) -> None:
    keys = {"pk": {"S": "USER#guest:ana"}, "sk": {"S": "CONN#c1="}, "kind": {"S": "connection"}}
    old = {**keys, "rooms": {"M": {"general": {"N": "0"}}}, "expires_at": {"N": "9999999999"}, "mood": {"S": "blue"}}
    connected.client.put_item(TableName=connected.name, Item=old)  # type: ignore[arg-type]
    assert of_user("guest:ana") == {"c1=": {"general": 0}}
    Connection.spend("guest:ana", "c1=", 1_790_000_000_000)


def test_when_the_handshake_s_sign_in_ends_is_written_down(connected: Table) -> None:
    Connection.remember("oidc:1", "c1=", "Ana", 1_790_000_000)
    (item,) = connected.client.scan(TableName=connected.name)["Items"]
    assert item["until"] == {"N": "1790000000"}


def test_a_sign_in_that_was_renewed_is_known_as_long_as_the_connection() -> None:
    assert Connection.renewed("oidc:1", "c1=") == 0
    with pytest.raises(Expired):
        Connection.renew("oidc:1", "c1=", 1_790_000_000)
    Connection.remember("oidc:1", "c1=")
    assert Connection.renewed("oidc:1", "c1=") == 0
    Connection.renew("oidc:1", "c1=", 1_790_000_000)
    assert Connection.renewed("oidc:1", "c1=") == 1_790_000_000
    Connection.forget("oidc:1", "c1=")
    assert Connection.renewed("oidc:1", "c1=") == 0


def test_outside_of_rooms_a_connection_may_say_a_burst_and_no_more() -> None:
    Connection.remember("guest:ana", "c1=")
    for _ in range(BURST):
        Connection.spend("guest:ana", "c1=", 1_790_000_000_000)
    with pytest.raises(RateLimited):
        Connection.spend("guest:ana", "c1=", 1_790_000_000_000)
    with pytest.raises(Expired):
        Connection.spend("guest:ana", "c2=", 1_790_000_000_000)
