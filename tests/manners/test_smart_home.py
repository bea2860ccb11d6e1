"""What every smart home skill does."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from errors import Busy, Forbidden, Internal, NotFound
from manners.smart_home import Answer, Directive, Reported, smart_home_door
from tests.events import CONTEXT

WISH = ("Alexa.PowerController", "TurnOn")


def directive(**header: Any) -> dict[str, Any]:
    names = {"namespace": WISH[0], "name": WISH[1], "messageId": "m1", "correlationToken": "c1", "payloadVersion": "3"}
    endpoint = {"endpointId": "general", "scope": {"type": "BearerToken", "token": "hush"}}
    return {"directive": {"header": names | header, "endpoint": endpoint, "payload": {}}}


def answered(verb: Any, asked: dict[str, Any]) -> dict[str, Any]:
    return smart_home_door({WISH: verb})(asked, CONTEXT)


def failed(verb: Any, asked: dict[str, Any]) -> str:
    """The type of the ErrorResponse, which the event is."""
    event = answered(verb, asked)["event"]
    assert (event["header"]["namespace"], event["header"]["name"]) == ("Alexa", "ErrorResponse")
    assert event["payload"]["message"] and "hush" not in str(event)
    return str(event["payload"]["type"])


def test_a_verb_gets_the_directive_and_its_answer_goes_back_with_the_correlation() -> None:
    got: list[Directive] = []

    def verb(asked: Directive, _: float) -> Answer:
        got.append(asked)
        return Answer("Alexa", "Response", {"a": 1})

    answer = answered(verb, directive())
    assert got == [Directive(WISH, "m1", "general", "c1")]
    header = answer["event"].pop("header")
    assert answer == {"event": {"endpoint": {"endpointId": "general"}, "payload": {"a": 1}}}
    assert str(uuid.UUID(header.pop("messageId"))) != "m1"
    assert header == {"namespace": "Alexa", "name": "Response", "payloadVersion": "3", "correlationToken": "c1"}


def test_properties_are_of_now() -> None:
    reported = Reported("Alexa.PowerController", "powerState", "ON")
    (one,) = answered(lambda *_: Answer("Alexa", "Response", properties=[reported]), directive())["context"][
        "properties"
    ]
    sampled = datetime.fromisoformat(one.pop("timeOfSample"))
    assert abs((datetime.now(UTC) - sampled).total_seconds()) < 60
    assert one == {
        "namespace": "Alexa.PowerController",
        "name": "powerState",
        "value": "ON",
        "uncertaintyInMilliseconds": 1_000,
    }


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (NotFound("there is none"), "NO_SUCH_ENDPOINT"),
        (Forbidden("not there"), "NO_SUCH_ENDPOINT"),
        (Busy("try again"), "INTERNAL_ERROR"),
        (Internal("hush"), "INTERNAL_ERROR"),
        (KeyError("hush"), "INTERNAL_ERROR"),
    ],
)
def test_promise_7_every_failure_is_an_error_response(failure: Exception, kind: str) -> None:
    def verb(_: Directive, __: float) -> Answer:
        raise failure

    assert failed(verb, directive()) == kind


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"directive": None},
        {"directive": {"header": []}},
        directive(payloadVersion="2"),
        directive(name="Explode"),
        directive(namespace="__class__"),
    ],
)
def test_what_is_no_directive_is_invalid(asked: dict[str, Any]) -> None:
    assert failed(None, asked) == "INVALID_DIRECTIVE"
