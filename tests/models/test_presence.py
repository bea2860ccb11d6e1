"""Presences: who is here, and how much they may say."""

import time

import pytest

from errors import NotJoined, RateLimited
from models import entrance, presence
from models.connection import Connection
from models.presence import BURST, INTERVAL_MS, Here, Presence
from tests.parts.dynamodb import Table

NOW = 1_790_000_000_000


@pytest.fixture(autouse=True)
def ana_is_here(connected: Table) -> None:
    Connection.remember("guest:ana", "c1=")
    entrance.enter("guest:ana", "Ana", "c1=", "general")


def said(now: int, tries: int) -> int:
    """How many of so many posts at one moment the allowance takes."""
    for count in range(tries):
        try:
            Presence.spend("general", "c1=", now)
        except RateLimited:
            return count
    return tries


def test_a_burst_is_allowed_and_no_more() -> None:
    assert said(NOW, BURST + 5) == BURST


def test_the_allowance_comes_back_one_by_one_and_never_beyond_a_burst() -> None:
    assert said(NOW, BURST) == BURST
    assert said(NOW + INTERVAL_MS, BURST) == 1
    assert said(NOW + 3_600_000, 2 * BURST) == BURST


def test_joining_again_does_not_refill_the_allowance() -> None:
    assert said(NOW, BURST) == BURST
    entrance.enter("guest:ana", "Ana", "c1=", "general")
    assert said(NOW, 1) == 0


def test_who_is_not_in_the_room_has_no_allowance(connected: Table) -> None:
    before = connected.client.scan(TableName=connected.name)["Count"]
    for room, connection in (("general", "c2="), ("random", "c1=")):
        with pytest.raises(NotJoined):
            Presence.spend(room, connection, NOW)
        with pytest.raises(NotJoined):
            Presence.demand(room, connection)
    assert connected.client.scan(TableName=connected.name)["Count"] == before
    Presence.demand("general", "c1=")


def test_who_is_here_is_read_with_all_pages(connected: Table) -> None:
    padding = "x" * 100_000
    for number in range(12):
        connected.client.put_item(
            TableName=connected.name,
            Item={
                "pk": {"S": presence.key("general", 0)},
                "sk": {"S": f"CONN#d{number:02}="},
                "kind": {"S": "presence"},
                "user": {"S": "guest:bo"},
                "name": {"S": "Bo"},
                "padding": {"S": padding},
                "expires_at": {"N": str(int(time.time()) + 60)},
            },
        )
    assert presence.connections_in("general") == ["c1=", *(f"d{number:02}=" for number in range(12))]


def test_who_is_here_comes_with_user_and_name() -> None:
    assert presence.who_is_in("general") == [Here("c1=", "guest:ana", "Ana")]
    assert presence.who_is_in("random") == []


def test_fault_15_an_expired_presence_is_nobody_even_before_dynamodb_deletes_it(connected: Table) -> None:
    connected.client.update_item(
        TableName=connected.name,
        Key={"pk": {"S": presence.key("general", 0)}, "sk": {"S": "CONN#c1="}},
        UpdateExpression="SET expires_at = :past",
        ExpressionAttributeValues={":past": {"N": str(int(time.time()) - 1)}},
    )
    assert presence.connections_in("general") == []


def test_removing_takes_those_and_only_those() -> None:
    for number in range(30):
        Connection.remember("guest:bo", f"d{number}=")
        entrance.enter("guest:bo", "Bo", f"d{number}=", "general")
    Presence.remove("general", [f"d{number}=" for number in range(30)])
    assert presence.connections_in("general") == ["c1="]
    Presence.remove("general", [])


def test_a_shard_is_a_matter_of_the_connection_alone() -> None:
    assert all(0 <= presence.shard_of(f"c{number}=") < presence.SHARDS for number in range(100))
    assert presence.shard_of("c1=") == presence.shard_of("c1=")
