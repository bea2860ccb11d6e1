"""Every alarm that the template has is set off once: its metric by the real doors, its event by the alarms' source."""

import json
from typing import Any

import pytest

from handlers.sources import alarm as source
from models import reading
from tests.events import CONTEXT
from tests.operations.provoking import PROVOKED, Around
from tests.parts.alarms import Alarm, Watched, alarms
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.journal import Written, embedded
from tests.parts.template import TREE

ALARMS = alarms()
OWN = [(name, one) for name, alarm in ALARMS.items() for one in alarm.watched if one.namespace == "Parley"]


def test_there_are_alarms_and_some_watch_our_own_metrics() -> None:
    assert len(ALARMS) > 10
    assert len(OWN) >= 3


@pytest.mark.parametrize("watched", [pytest.param(watched, id=name) for name, watched in OWN])
def test_the_metric_that_an_alarm_watches_is_in_the_log_when_it_happens(
    watched: Watched, connected: Table, connections: Connections, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    PROVOKED[watched.name](Around(connected, connections, monkeypatch))
    told = [each[watched.name] for each in map(embedded, written.lines) if watched.name in each]
    assert told, f"nothing is counted as {watched.name}"
    for metric in told:
        assert metric["namespace"] == watched.namespace
        assert {key: metric[key] for key in metric.keys() - {"namespace", "unit"}} == watched.dimensions


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_an_alarm_speaks_in_the_operations_room_when_it_goes_off_and_when_it_is_over(name: str) -> None:
    alarm = ALARMS[name]
    for state, before in (("ALARM", "OK"), ("OK", "ALARM")):
        assert source.handler(changed(alarm, state, before), CONTEXT)["said"]
    texts = [message.text for message in reading.newest("operations", 50).messages]
    assert [text.partition("\n")[0] for text in texts] == [f"{alarm.name}: OK → ALARM", f"{alarm.name}: ALARM → OK"]
    assert alarm.description in texts[0]
    assert f"docs/operations.md#{name.lower()}" in texts[0], "whoever reads it should know where to look"


def changed(alarm: Alarm, state: str, before: str) -> dict[str, Any]:
    """The event that CloudWatch sends when this alarm changes its state, by the recorded one of events/."""
    event = dict(json.loads((TREE / "events" / "alarm.json").read_text()))
    event["alarmArn"] = f"arn:aws:cloudwatch:us-east-1:123456789012:alarm:{alarm.name}"
    data = event["alarmData"]
    data["alarmName"] = alarm.name
    data["state"] |= {"value": state, "timestamp": f"2026-11-22T12:45:07.{len(state):03}+0000"}
    data["previousState"]["value"] = before
    data["configuration"] = {"description": alarm.description, "metrics": [_metric(each) for each in alarm.watched]}
    return event


def _metric(watched: Watched) -> dict[str, Any]:
    metric = {"namespace": watched.namespace, "name": watched.name, "dimensions": watched.dimensions}
    return {"id": watched.name.lower(), "metricStat": {"metric": metric, "period": 60, "stat": watched.stat}}
