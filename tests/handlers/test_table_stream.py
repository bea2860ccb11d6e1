"""The door of the table's stream."""

import pytest
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from handlers import table_stream
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event
from tests.parts.template import load


def test_only_a_message_that_has_come_to_be_is_told() -> None:
    (record,) = event("table_stream")["Records"]
    told = table_stream.tells(DynamoDBRecord(record))
    assert told and (told.kind, told.detail["seq"], told.detail["text"]) == ("message.committed", 42, "hello")
    assert table_stream.tells(DynamoDBRecord(record | {"eventName": "REMOVE"})) is None


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


def test_the_function_is_called_for_new_messages_alone() -> None:
    (stream,) = load()["Resources"]["TableStream"]["Properties"]["Events"].values()
    (wanted,) = stream["Properties"]["FilterCriteria"]["Filters"]
    assert wanted["Pattern"] == '{"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": ["message"]}}}}'
