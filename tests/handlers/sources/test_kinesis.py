"""Kinesis's door."""

import base64
from typing import Any

from handlers.sources import kinesis
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def batch(*texts: bytes) -> dict[str, Any]:
    """A batch of one shard."""
    (record,) = event("kinesis")["Records"]
    return {
        "Records": [
            {
                **record,
                "eventID": f"shardId-000000000006:{number}",
                "kinesis": {
                    **record["kinesis"],
                    "sequenceNumber": str(number),
                    "partitionKey": "any",
                    "data": base64.b64encode(text).decode(),
                },
            }
            for number, text in enumerate(texts)
        ]
    }


def test_a_record_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert kinesis.handler(event("kinesis"), CONTEXT) == {"batchItemFailures": []}
    assert said() == [("Operator", "sensor 7: 21.5 degrees")]


def test_fault_20_a_batch_stops_at_what_is_no_text() -> None:
    stuck = kinesis.handler(batch(b"one", b"two", b"\xff\xfe", b"three"), CONTEXT)
    assert stuck == {"batchItemFailures": [{"itemIdentifier": "2"}]}
    assert [text for _, text in said()] == ["one", "two"]


def test_fault_21_a_shard_that_is_replayed_is_said_once() -> None:
    everything = batch(*(f"text {number}".encode() for number in range(60)))
    for _ in range(2):
        assert kinesis.handler(everything, CONTEXT) == {"batchItemFailures": []}
    assert [text for _, text in said()] == [f"text {number}" for number in range(10, 60)]
