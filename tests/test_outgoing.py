"""Parley's events on a real bus."""

import json
import time
import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.session import Session

from outgoing import Outgoing, _client, put
from tests.parts import processes
from tests.parts.dynamodb import Table

KEYS = {
    "region_name": processes.REGION,
    "aws_access_key_id": processes.CREDENTIALS["AWS_ACCESS_KEY_ID"],
    "aws_secret_access_key": processes.CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
}


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def heard(dynamodb: Table, emulator: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bus of this test's own, and what has come out on it so far."""
    name = f"parley-{uuid.uuid4().hex[:12]}"
    monkeypatch.setenv("EVENT_BUS", name)
    monkeypatch.setenv("AWS_ENDPOINT_URL_EVENTBRIDGE", emulator)
    client: Any = boto3.client
    events, sqs = (client(service, endpoint_url=emulator, **KEYS) for service in ("events", "sqs"))
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.create_event_bus(Name=name)
    events.put_rule(Name=name, EventBusName=name, EventPattern=json.dumps({"source": ["parley"]}))
    events.put_targets(Rule=name, EventBusName=name, Targets=[{"Id": "queue", "Arn": arn}])

    def come(count: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while len(found) < count:
            answer = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=5)
            found += [json.loads(message["Body"]) for message in answer["Messages"]]
            for message in answer["Messages"]:
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        return found

    yield come
    sqs.delete_queue(QueueUrl=queue)


def happened(count: int) -> list[Outgoing]:
    return [Outgoing("message.committed", {"room": "general", "seq": seq}, 1790000000000) for seq in range(count)]


def soon() -> float:
    return time.monotonic() + 30


def test_events_come_out_on_the_bus(heard: Any, session: Session) -> None:
    assert put(session, happened(25), soon()) == 25
    events = heard(25)
    assert sorted(event["detail"]["seq"] for event in events) == list(range(25))
    assert {(event["source"], event["detail-type"]) for event in events} == {("parley", "message.committed")}


def test_what_the_bus_did_not_take_is_not_counted(heard: Any, session: Session) -> None:
    answers = [[{"EventId": "1"}] * 10, [{"EventId": "1"}, {"ErrorCode": "ThrottlingException"}, {"EventId": "2"}]]
    client = _client(session)

    def answering(**_: Any) -> AWSResponse:
        body = json.dumps({"FailedEntryCount": 0, "Entries": answers.pop(0)}).encode()
        response: Any = AWSResponse("http://127.0.0.1", 200, HTTPHeaders(), None)
        response._content = body
        return response  # type: ignore[no-any-return]

    client.meta.events.register("before-send.events.PutEvents", answering)
    assert put(session, happened(13), soon()) == 11
    assert answers == []


def test_a_bus_that_does_not_answer_takes_nothing(
    dynamodb: Table, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENT_BUS", "parley")
    monkeypatch.setenv("AWS_ENDPOINT_URL_EVENTBRIDGE", "http://127.0.0.1:9")
    assert put(session, happened(3), soon()) == 0


def test_near_the_deadline_the_rest_is_left(heard: Any, session: Session) -> None:
    assert put(session, happened(13), time.monotonic()) == 10
