"""Schedule's door."""

from handlers.sources import schedule
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def test_an_event_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert schedule.handler(event("schedule"), CONTEXT) == {"said": [{"room": "operations", "seq": 1}]}
    assert said() == [("Operator", "Stand-up in five minutes.")]


def test_each_time_of_a_schedule_is_a_reminder_of_its_own() -> None:
    for day in (23, 24):
        schedule.handler(event("schedule") | {"id": f"arn:schedule 2026-11-{day}T09:00:00Z"}, CONTEXT)
    assert len(said()) == 2
