"""Schedule's door."""

import json

from handlers.sources import schedule
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said
from tests.parts.template import load


def test_an_event_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert schedule.handler(event("schedule"), CONTEXT) == {"said": [{"room": "operations", "seq": 1}]}
    assert said() == [("Operator", "Stand-up in five minutes.")]


def test_each_time_of_a_schedule_is_a_reminder_of_its_own() -> None:
    for day in (23, 24):
        schedule.handler(event("schedule") | {"id": f"arn:schedule 2026-11-{day}T09:00:00Z"}, CONTEXT)
    assert len(said()) == 2


def test_the_recurring_reminder_s_input_is_an_event_of_its_time() -> None:
    (recurring,) = load()["Resources"]["Schedule"]["Properties"]["Events"].values()
    given = recurring["Properties"]["Input"]["Fn::Sub"].replace("${Reminder}", "Stand-up in five minutes.")
    for day in (23, 23, 24):
        told = given.replace("<aws.scheduler.schedule-arn>", "arn:aws:scheduler:us-east-1:123456789012:schedule/r")
        told = told.replace("<aws.scheduler.scheduled-time>", f"2026-11-{day}T09:00:00Z")
        schedule.handler(json.loads(told), CONTEXT)
    assert said() == [("Operator", "Stand-up in five minutes.")] * 2
