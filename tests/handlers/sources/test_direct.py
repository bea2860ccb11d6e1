"""Direct's door."""

import pytest

from errors import Forbidden
from handlers.sources import direct
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def test_an_event_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert direct.handler(event("direct"), CONTEXT) == {"said": [{"room": "operations", "seq": 1}]}
    assert said() == [("Deploys", "The deploy of 14:05 is live.")]


def test_a_room_that_is_not_the_source_s_is_refused() -> None:
    with pytest.raises(Forbidden):
        direct.handler({"room": "secret", "text": "hello"}, CONTEXT)
