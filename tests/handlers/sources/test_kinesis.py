"""Kinesis's door."""

import base64
import gzip
from typing import Any

import pytest

from errors import BadFrame
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


BINARY = {
    "gzip": gzip.compress(b"a text"),
    "utf-16": "a text".encode("utf-16"),
    "a lone surrogate": b"\xed\xa0\x80",
    "controls only": b"\x00\x01\x02",
}


@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY)
def test_binary_data_is_refused_and_named(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert kinesis.handler(batch(data, b"after"), CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    (line,) = [line for line in caplog.records if line.levelname == "ERROR"]
    assert line.__dict__["record"] == "0"
    assert line.exc_info and line.exc_info[0] is BadFrame


def test_fault_21_a_shard_that_is_replayed_is_said_once() -> None:
    everything = batch(*(f"text {number}".encode() for number in range(60)))
    for _ in range(2):
        assert kinesis.handler(everything, CONTEXT) == {"batchItemFailures": []}
    assert [text for _, text in said()] == [f"text {number}" for number in range(10, 60)]
