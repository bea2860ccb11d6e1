"""Dead letters are tried again by the way that each was to take."""

import json
import time
import uuid
from typing import Any

import pytest

from chat.admin.verbs import do
from errors import BadFrame
from models import dead_letters
from tests.chat.admin.asking import ask
from tests.parts.delivery_queue import Queue

ARN = "arn:aws:lambda:us-east-1:123456789012:function:parley-"


@pytest.fixture
def queues(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """All four queues, empty."""
    urls = {}
    for name in ("delivery", "undelivered", "unsaid", "inbox"):
        urls[name] = queue.client.create_queue(QueueName=f"{name}-{uuid.uuid4().hex[:8]}")["QueueUrl"]
        monkeypatch.setenv(f"{name.upper()}_QUEUE_URL", urls[name])
    return urls


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Whom was called; that calls arrive is shown in tests/stack."""
    calls: list[tuple[str, Any]] = []
    monkeypatch.setattr(dead_letters, "call", lambda function, event: calls.append((function, event)))
    return calls


def bodies(queue: Queue, url: str) -> list[str]:
    answer = queue.client.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return sorted(message["Body"] for message in answer.get("Messages", []))


def test_shares_that_nobody_delivered_are_delivered_anew(queue: Queue, queues: dict[str, str]) -> None:
    for number in range(3):
        queue.client.send_message(QueueUrl=queues["undelivered"], MessageBody=f"share {number}")
    assert ask("dead") == {"undelivered": 3, "unsaid": 0}
    assert ask("redrive", queue="undelivered") == {"tried": {"delivery": 3}, "left": {}, "more": False}
    assert bodies(queue, queues["delivery"]) == ["share 0", "share 1", "share 2"]
    assert ask("dead") == {"undelivered": 0, "unsaid": 0}


def test_what_was_not_said_goes_back_to_where_it_came_from(
    queue: Queue, queues: dict[str, str], called: list[tuple[str, Any]]
) -> None:
    failed = {"requestContext": {"functionArn": f"{ARN}load-balancer"}, "requestPayload": {"a": 1}}
    for body in ("an order", json.dumps(failed), json.dumps({"KinesisBatchInfo": {}})):
        queue.client.send_message(QueueUrl=queues["unsaid"], MessageBody=body)
    told = ask("redrive", queue="unsaid")
    assert told["tried"] == {"inbox": 1, "parley-load-balancer": 1} and told["left"] == {"left in the stream": 1}
    assert called == [("parley-load-balancer", {"a": 1})]
    assert bodies(queue, queues["inbox"]) == ["an order"]


def test_one_source_s_are_tried_alone(queue: Queue, queues: dict[str, str], called: list[tuple[str, Any]]) -> None:
    for function in ("load-balancer", "logs"):
        failed = {"requestContext": {"functionArn": ARN + function}, "requestPayload": function}
        queue.client.send_message(QueueUrl=queues["unsaid"], MessageBody=json.dumps(failed))
    assert ask("redrive", queue="unsaid", source="load_balancer")["tried"] == {"parley-load-balancer": 1}
    assert called == [("parley-load-balancer", "load-balancer")]
    with pytest.raises(BadFrame):
        ask("redrive", queue="undelivered", source="logs")


def test_without_time_it_says_that_there_is_more(queue: Queue, queues: dict[str, str]) -> None:
    queue.client.send_message(QueueUrl=queues["undelivered"], MessageBody="share")
    _, told = do({"verb": "redrive", "by": "x", "queue": "undelivered"}, time.monotonic())
    assert told == {"tried": {}, "left": {}, "more": True}
