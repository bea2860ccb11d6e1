"""What every door that a service waits for does."""

from collections.abc import Iterator
from typing import Any

import pytest

from chat.speaking import Said
from errors import Forbidden
from manners.trigger import trigger_door
from tests.events import CONTEXT
from tests.handlers.sources.conftest import said
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def connected(dynamodb: Table, connections: Connections) -> Table:
    return dynamodb


def checks(event: dict[str, Any]) -> None:
    if event["text"] == "bad":
        raise Forbidden("not with that")


def says(event: dict[str, Any]) -> Iterator[Said]:
    yield Said("1", event["text"], event.get("room", ""))


DOOR = trigger_door("test", dict, checks, says)


def test_the_service_gets_its_event_back_and_it_is_said_once() -> None:
    event = {"text": "hello", "response": {}}
    for _ in range(2):
        assert DOOR(event, CONTEXT) is event
    assert said() == [("Operator", "hello")]


def test_a_check_ends_it() -> None:
    with pytest.raises(Forbidden, match="not with that"):
        DOOR({"text": "bad"}, CONTEXT)


def test_what_cannot_be_said_holds_nobody_up() -> None:
    event = {"text": "hello", "room": "secret"}
    assert DOOR(event, CONTEXT) is event
