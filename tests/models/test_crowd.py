"""Who is in a room, of one shard or of many."""

import time

import pytest

from models import crowd, entrance, spread
from models.connection import Connection
from models.crowd import Company, Here
from models.spread import Spread
from tests.parts.dynamodb import Table
from tests.parts.presences import fill


@pytest.fixture(autouse=True)
def ana_is_here(connected: Table) -> None:
    Connection.remember("guest:ana", "c1=")
    entrance.enter("guest:ana", "Ana", "c1=", "general")


def test_who_is_here_is_read_with_all_pages(connected: Table) -> None:
    padding = "x" * 100_000
    for number in range(12):
        connected.client.put_item(
            TableName=connected.name,
            Item={
                "pk": {"S": spread.key("general", 0)},
                "sk": {"S": f"CONN#d{number:02}="},
                "kind": {"S": "presence"},
                "user": {"S": "guest:bo"},
                "name": {"S": "Bo"},
                "padding": {"S": padding},
                "expires_at": {"N": str(int(time.time()) + 60)},
            },
        )
    assert crowd.look("general").first == ["c1=", *(f"d{number:02}=" for number in range(12))]


def test_who_is_here_comes_with_user_and_name() -> None:
    assert crowd.company("general", 10) == Company([Here("c1=", "guest:ana", "Ana", 0)], 1, complete=True)
    assert crowd.company("random", 10) == Company([], 0, complete=True)


def test_fault_15_an_expired_presence_is_nobody_even_before_dynamodb_deletes_it(connected: Table) -> None:
    connected.client.update_item(
        TableName=connected.name,
        Key={"pk": {"S": spread.key("general", 0)}, "sk": {"S": "CONN#c1="}},
        UpdateExpression="SET expires_at = :past",
        ExpressionAttributeValues={":past": {"N": str(int(time.time()) - 1)}},
    )
    assert crowd.look("general").first == []


def test_everyone_is_read_in_every_shard_that_there_may_be(connected: Table) -> None:
    fill(connected, "general", ["d1=", "d2="], shard=1)
    fill(connected, "general", ["e1="], shard=3)
    assert crowd.look("general").everyone() == {"c1=": 0}
    Spread(spread.key("general", 0), spread.SK, shards=2, before=4, until=time.time() + 60, sizes=[1, 2, 0, 1]).save()
    look = crowd.look("general")
    assert (look.size, look.everyone()) == (4, {"c1=": 0, "d1=": 1, "d2=": 1, "e1=": 3})
    Spread(spread.key("general", 0), spread.SK, shards=2, before=4, until=time.time() - 1, sizes=[1, 2, 0, 1]).save()
    look = crowd.look("general")
    assert (look.size, look.everyone()) == (3, {"c1=": 0, "d1=": 1, "d2=": 1})


def test_the_company_of_a_small_room_is_whole_and_that_of_a_large_one_is_a_sample(connected: Table) -> None:
    fill(connected, "general", ["d1=", "d2="], shard=1)
    Spread(spread.key("general", 0), spread.SK, shards=2, sizes=[1, 700]).save()
    whole, sample = crowd.company("general", 3), crowd.company("general", 2)
    assert ([here.connection for here in whole.people], whole.size, whole.complete) == (["c1=", "d1=", "d2="], 3, True)
    assert ([here.shard for here in whole.people]) == [0, 1, 1]
    assert (len(sample.people), sample.size, sample.complete) == (2, 701, False)


def test_a_sample_costs_no_more_than_it_shows(connected: Table) -> None:
    fill(connected, "general", [f"d{number}=" for number in range(300)])
    sample = crowd.company("general", 101)
    assert (len(sample.people), sample.size, sample.complete) == (101, 102, False)


def test_sizes_are_counted_for_the_next_one(connected: Table) -> None:
    fill(connected, "general", [f"d{number}=" for number in range(300)])
    look = crowd.look("general")
    look.note_sizes(look.everyone())
    assert crowd.company("general", 101).size == 301


def test_sizes_that_were_seen_before_are_counted_again(connected: Table) -> None:
    fill(connected, "general", (f"d{number}=" for number in range(200)))
    seen = crowd.look("general")
    seen.note_sizes(seen.everyone())
    fill(connected, "general", (f"e{number}=" for number in range(200)))
    seen = crowd.look("general")
    assert (seen.spread.noted(0), seen.size) == (201, 401)
    seen.note_sizes(seen.everyone())
    assert Spread.of_room("general").noted(0) == 401
