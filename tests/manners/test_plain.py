"""What a door for plain events takes for the same event."""

from typing import Any

import pytest

from errors import BadFrame
from manners.plain import plain_door
from models import reading
from tests.events import Context
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table

DOOR = plain_door("test")


@pytest.fixture(autouse=True)
def connected(dynamodb: Table, connections: Connections) -> Table:
    return dynamodb


def call(event: Any, request: str) -> None:
    context: Any = Context()
    context.aws_request_id = request
    DOOR(event, context)


def said() -> list[str]:
    return [message.text for message in reading.newest("operations", 50).messages]


def test_who_names_a_call_may_make_it_again() -> None:
    for request in ("r1", "r2"):
        call({"text": "one", "id": "e1"}, request)
    assert said() == ["one"]


def test_without_a_name_a_request_is_said_once_and_the_next_is_another() -> None:
    for request in ("r1", "r1", "r2"):
        call({"text": "one"}, request)
    assert said() == ["one", "one"]


def test_words_that_nobody_has_replaced_are_no_name() -> None:
    for request in ("r1", "r2"):
        call({"text": "one", "id": "<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time>"}, request)
    assert said() == ["one", "one"]


def test_what_is_no_event_is_refused() -> None:
    events: list[Any] = ["text", [], {"text": ""}]
    for event in events:
        with pytest.raises(BadFrame):
            call(event, "r1")
