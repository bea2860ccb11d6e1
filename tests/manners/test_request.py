"""What every door that is asked and answers does."""

import base64
import json
from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

import errors
from errors import Busy, Misconfigured, NotFound, ParleyError, TooLarge
from manners.request import STATUSES, answering_door, key_of, webhook_door
from tests.events import CONTEXT
from tests.handlers.sources.conftest import said
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table

WEBHOOK = webhook_door("test", BaseProxyEvent, lambda event: str(event["room"]), lambda event: key_of(event) or "r1")


@pytest.fixture
def connected(dynamodb: Table, connections: Connections) -> Table:
    return dynamodb


def failing(failure: Exception) -> dict[str, Any]:
    """The answer to a request whose work fails."""

    def work(event: BaseProxyEvent, deadline: float) -> tuple[int, dict[str, Any]]:
        raise failure

    return answering_door("test", BaseProxyEvent, work)({}, CONTEXT)


def post(body: str, room: str = "operations", base64_encoded: bool = False, **headers: str) -> dict[str, Any]:
    return {
        "room": room,
        "headers": {name.replace("_", "-"): value for name, value in headers.items()},
        "body": body,
        "isBase64Encoded": base64_encoded,
    }


def codes(kind: type[ParleyError]) -> set[str]:
    return {kind.code}.union(*(codes(each) for each in kind.__subclasses__()))


def test_every_error_of_the_tree_has_a_status() -> None:
    assert codes(errors.ParleyError) == set(STATUSES)


@pytest.mark.parametrize(
    ("failure", "status"), [(NotFound("no"), 404), (TooLarge("long"), 413), (Busy("later"), 503), (KeyError("x"), 500)]
)
def test_an_error_is_answered_like_on_the_wire(failure: Exception, status: int) -> None:
    answer = failing(failure)
    error = json.loads(answer["body"])
    assert (answer["statusCode"], error["type"]) == (status, "error")
    assert ("Retry-After" in answer["headers"]) == error["retry"] == (status >= 500)


def test_what_went_wrong_inside_stays_inside() -> None:
    for failure in (Misconfigured("TABLE_NAME is wrong"), ValueError("secret")):
        assert failing(failure)["body"].count("something went wrong here") == 1
        assert "secret" not in failing(failure)["body"] and "TABLE" not in failing(failure)["body"]


def test_a_webhook_is_said_once_however_often_it_is_sent(connected: Table) -> None:
    for _ in range(2):
        answer = WEBHOOK(post('{"text": "hello", "username": "Build"}', idempotency_key="k1"), CONTEXT)
        assert (answer["statusCode"], json.loads(answer["body"])) == (202, {"room": "operations", "seq": 1})
    assert said() == [("Build", "hello")]


def test_a_body_in_base64_is_read(connected: Table) -> None:
    encoded = base64.b64encode('{"text": "Grüße"}'.encode()).decode()
    assert WEBHOOK(post(encoded, base64_encoded=True), CONTEXT)["statusCode"] == 202
    assert said() == [("Operator", "Grüße")]


@pytest.mark.parametrize(
    ("event", "status"),
    [
        (post('{"text": "hello"}', room="secret"), 403),
        (post('{"text": "hello"}', room="../operations"), 403),
        (post("no json: <script>"), 400),
        (post("AAA", base64_encoded=True), 400),
        (post(base64.b64encode(b"\xff\xfe").decode(), base64_encoded=True), 400),
        (post('{"text": "\\u0000\\u0007"}'), 400),
    ],
)
def test_a_webhook_refuses_without_an_echo(connected: Table, event: dict[str, Any], status: int) -> None:
    answer = WEBHOOK(event, CONTEXT)
    assert answer["statusCode"] == status
    assert "script" not in answer["body"] and "secret" not in answer["body"]


def test_near_the_deadline_a_webhook_is_asked_to_come_again(connected: Table) -> None:
    class Late:
        def get_remaining_time_in_millis(self) -> int:
            return 1_000

    late: Any = Late()
    assert WEBHOOK(post('{"text": "hello"}'), late)["statusCode"] == 503
