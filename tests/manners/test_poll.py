"""What every door that is polled for does."""

import time
from typing import Any

import pytest

from chat.speaking import Said
from manners.poll import ordered_door, queue_door, unordered_door
from models import reading
from models.room import Room
from tests.events import CONTEXT, records
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table


@pytest.fixture
def connected(dynamodb: Table, connections: Connections) -> Table:
    Room.opened("operations")
    return dynamodb


def read(event: Any) -> list[dict[str, str]]:
    return list(event["Records"])


def name(record: dict[str, str]) -> str:
    return record["messageId"]


def says(record: dict[str, str]) -> Said:
    if record["body"] == "poison":
        raise ValueError("this is no record")
    return Said(record["messageId"], record["body"])


def said() -> list[str]:
    return [message.text for message in reading.newest("operations", 50).messages]


def failures(*names: str) -> dict[str, list[dict[str, str]]]:
    return {"batchItemFailures": [{"itemIdentifier": each} for each in names]}


def test_fault_20_of_a_queue_only_the_poison_comes_again(connected: Table) -> None:
    door = unordered_door("test", read, name, says)
    assert door(records("one", "poison", "two"), CONTEXT) == failures("record-1")
    assert said() == ["one", "two"]


def test_fault_22_what_a_queue_brings_again_is_said_once(connected: Table) -> None:
    door = unordered_door("test", read, name, says)
    for _ in range(3):
        assert door(records("one", "two"), CONTEXT) == failures()
    assert said() == ["one", "two"]


def test_fault_20_a_stream_is_said_up_to_the_poison_and_waits_there(connected: Table) -> None:
    door = ordered_door("test", read, name, says)
    assert door(records("one", "two", "poison", "three"), CONTEXT) == failures("record-2")
    assert said() == ["one", "two"]
    assert door(records("one", "two", "instead", "three"), CONTEXT) == failures()
    assert said() == ["one", "two", "instead", "three"]


def test_fault_21_a_stream_that_is_replayed_or_reversed_is_said_once(connected: Table) -> None:
    door = ordered_door("test", read, name, says)
    event = records(*(f"text {number}" for number in range(120)))
    assert door(event, CONTEXT) == failures()
    assert door(event, CONTEXT) == failures()
    event["Records"].reverse()
    assert door(event, CONTEXT) == failures()
    assert [message.text for message in reading.newer("operations", 0, 200).messages] == [
        f"text {number}" for number in range(120)
    ]


def test_a_record_that_says_nothing_is_passed_over(connected: Table) -> None:
    door = ordered_door("test", read, name, lambda record: says(record) if record["body"] != "silence" else None)
    assert door(records("one", "silence", "two"), CONTEXT) == failures()
    assert said() == ["one", "two"]


@pytest.mark.parametrize(("door", "again"), [(unordered_door, ("record-0", "record-1")), (ordered_door, ("record-0",))])
def test_near_the_deadline_the_rest_is_handed_back(connected: Table, door: Any, again: tuple[str, ...]) -> None:
    class Late:
        def get_remaining_time_in_millis(self) -> int:
            return 1_000

    assert door("test", read, name, says)(records("one", "two"), Late()) == failures(*again)
    assert said() == []


def test_each_record_has_its_share_of_the_time() -> None:
    shares: list[float] = []
    began = time.monotonic()
    queue_door(lambda _, deadline: shares.append(deadline - began))(records("a", "b", "c"), CONTEXT)
    third = (CONTEXT.get_remaining_time_in_millis() / 1000 - 0.5) / 3
    assert abs(shares[0] - third) < 0.2
    assert shares[0] < shares[1] < shares[2]


def test_only_what_failed_comes_again_even_if_it_is_all() -> None:
    def work(body: str, _: float) -> None:
        if body == "bad":
            raise ValueError(body)

    door = queue_door(work)
    assert door(records("good", "bad", "good"), CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "record-1"}]}
    assert door(records("bad", "bad"), CONTEXT) == {
        "batchItemFailures": [{"itemIdentifier": "record-0"}, {"itemIdentifier": "record-1"}]
    }
