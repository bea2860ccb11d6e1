"""IoT's door."""

from base64 import b64encode

from handlers.sources import iot
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said
from tests.parts.template import load


def test_an_event_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert iot.handler(event("iot"), CONTEXT) == {"said": [{"room": "operations", "seq": 1}]}
    assert said() == [("Cold store", "The door of the cold store is open.")]


def test_a_payload_that_is_no_object_is_the_text() -> None:
    iot.handler(event("iot") | {"data": b64encode("21,5 °".encode()).decode()}, CONTEXT)
    iot.handler(event("iot") | {"id": "2", "data": b64encode(b"\xff").decode()}, CONTEXT)
    assert [text for _, text in said()] == ["21,5 °", "\ufffd"]


def test_a_payload_cannot_leave_its_topic_s_room() -> None:
    payload = b64encode(b'{"text": "hello", "room": "general"}').decode()
    assert iot.handler(event("iot") | {"data": payload}, CONTEXT)["said"][0]["room"] == "operations"


def test_what_iot_cannot_hand_on_is_kept() -> None:
    rule = load()["Resources"]["Publications"]["Properties"]["TopicRulePayload"]
    assert rule["ErrorAction"]["Sqs"]["QueueUrl"] == {"Ref": "Unsaid"}
