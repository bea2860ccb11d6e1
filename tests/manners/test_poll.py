"""What every door that is polled for does."""

import json
import time
from typing import Any

import pytest

from chat.speaking import Said
from frames import TEXT_BYTES
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


# What Lambda hands to a function, and takes from it, at most.
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
LARGEST = 6 * 1024 * 1024


class Hurried:
    """A context that has so many seconds left at each call."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


def largest() -> dict[str, Any]:
    """As many records of 8 KB as one event has room for."""
    count = LARGEST // len(json.dumps(records("x" * TEXT_BYTES)))
    event = records(*(f"{number:04d} ".ljust(TEXT_BYTES, "x") for number in range(count)))
    assert LARGEST * 0.95 < len(json.dumps(event)) <= LARGEST
    return event


def numbers() -> list[int]:
    """The numbers of the records that were said, in the order of the log."""
    return [int(message.text[:4]) for message in reading.newest("operations", 10_000).messages]


@pytest.mark.parametrize("door", [unordered_door, ordered_door])
def test_an_event_of_6_mb_is_said_completely_and_once(connected: Table, door: Any) -> None:
    handler, event = door("test", read, name, says), largest()
    for _ in range(2):
        assert handler(event, Hurried(60)) == failures()
    assert numbers() == list(range(len(event["Records"])))


@pytest.mark.parametrize("door", [unordered_door, ordered_door])
def test_what_a_run_has_no_time_for_is_handed_back_exactly_and_said_by_the_next(connected: Table, door: Any) -> None:
    handler, left, calls = door("test", read, name, says), records(*(f"{number:04d}" for number in range(300))), 0
    while left["Records"]:
        # 2.5 s are kept for the delivery and for the answer: so much is left for the work.
        again = handler(left, Hurried(2.6))["batchItemFailures"]
        names = [record["messageId"] for record in left["Records"]]
        first = names.index(again[0]["itemIdentifier"]) if again else len(names)
        rest = names[first:] if door is unordered_door else names[first : first + 1]
        assert again == failures(*rest)["batchItemFailures"]
        del left["Records"][:first]
        assert numbers() == list(range(300 - len(left["Records"])))
        calls += 1
        assert calls < 200, "no call gets anywhere"
    assert calls > 1


def test_even_if_all_of_the_most_records_fail_the_answer_fits(connected: Table) -> None:
    # A batch of a queue has 10,000 messages at most: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    event = records(*["poison"] * 10_000)
    answer = unordered_door("test", read, name, says)(event, CONTEXT)
    assert len(answer["batchItemFailures"]) == 10_000
    assert len(json.dumps(answer)) < LARGEST


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
