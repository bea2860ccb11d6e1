"""What every door that is pushed to does."""

from collections.abc import Iterator
from typing import Any

import pytest

from chat.speaking import Said
from errors import Busy, Forbidden
from manners.push import push_door
from models import reading
from tests.events import CONTEXT
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def connected(dynamodb: Table, connections: Connections) -> Table:
    return dynamodb


def says(event: dict[str, Any]) -> Iterator[Said]:
    for number, text in enumerate(event["texts"]):
        yield Said(f"{event['id']}-{number}", text, event.get("room", ""))


DOOR = push_door("test", dict, says)


def test_all_of_an_event_is_said_once_however_often_it_comes() -> None:
    event = {"id": "e1", "texts": ["one", "two"]}
    answer = {"said": [{"room": "operations", "seq": 1}, {"room": "operations", "seq": 2}]}
    assert DOOR(event, CONTEXT) == DOOR(event, CONTEXT) == answer
    assert [message.text for message in reading.newest("operations", 50).messages] == ["one", "two"]


def test_an_event_for_a_room_that_is_not_the_source_s_fails() -> None:
    with pytest.raises(Forbidden):
        DOOR({"id": "e1", "texts": ["one"], "room": "secret"}, CONTEXT)


def test_what_there_is_no_time_for_comes_again() -> None:
    class Late:
        def get_remaining_time_in_millis(self) -> int:
            return 1_000

    late: Any = Late()
    with pytest.raises(Busy):
        DOOR({"id": "e1", "texts": ["one"]}, late)
