"""The alarm's door."""

from handlers.sources import alarm
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said

CARD = """parley-send-message-errors: OK → ALARM
Functions that say messages fail: the log has the traces.
Threshold Crossed: 1 datapoint [2.0 (22/11/26 12:44:00)] was greater than or equal to the threshold (1.0)."""


def test_an_event_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert alarm.handler(event("alarm"), CONTEXT) == {"said": [{"room": "operations", "seq": 1}]}
    assert said() == [("Operator", CARD)]


def test_a_new_alarm_has_no_state_before() -> None:
    told = event("alarm")
    del told["alarmData"]["previousState"], told["alarmData"]["configuration"], told["alarmData"]["state"]["reason"]
    alarm.handler(told, CONTEXT)
    assert said() == [("Operator", "parley-send-message-errors: new → ALARM")]


def test_each_change_is_said() -> None:
    told = event("alarm")
    for number, value in enumerate(("ALARM", "OK")):
        told["alarmData"]["state"] |= {"value": value, "timestamp": f"2026-11-22T12:45:0{number}.036+0000"}
        alarm.handler(told, CONTEXT)
    assert len(said()) == 2
