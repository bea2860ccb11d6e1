"""The door of the table's stream."""

import json

import pytest

from handlers import table_stream
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event
from tests.parts.template import load


def test_fault_20_a_record_that_is_no_item_waits_there() -> None:
    batch = event("table_stream")
    del batch["Records"][0]["dynamodb"]["NewImage"]
    number = batch["Records"][0]["dynamodb"]["SequenceNumber"]
    assert table_stream.handler(batch, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": number}]}


def test_a_bus_that_is_away_is_told_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENT_BUS", "parley")
    monkeypatch.setenv("AWS_ENDPOINT_URL_EVENTBRIDGE", "http://127.0.0.1:9")
    number = event("table_stream")["Records"][0]["dynamodb"]["SequenceNumber"]
    assert table_stream.handler(event("table_stream"), CONTEXT) == {"batchItemFailures": [{"itemIdentifier": number}]}


def test_the_function_is_called_for_what_it_tells_alone() -> None:
    (stream,) = load()["Resources"]["TableStream"]["Properties"]["Events"].values()
    wanted = [json.loads(one["Pattern"]) for one in stream["Properties"]["FilterCriteria"]["Filters"]]
    assert wanted == [
        {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": ["message", "event", "presence"]}}}},
        {"eventName": ["REMOVE"], "dynamodb": {"OldImage": {"kind": {"S": ["presence"]}}}},
    ]
