"""The REST API's door."""

import json

from handlers.sources import rest
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def test_what_is_posted_is_said_once_however_often_it_comes() -> None:
    for number in range(2):
        request = event("rest")
        request["requestContext"]["requestId"] = f"request-{number}"
        answer = rest.handler(request, CONTEXT)
        assert (answer["statusCode"], json.loads(answer["body"])) == (202, {"room": "operations", "seq": 1})
    assert said() == [("Operator", "Deployed 4711 to production.")]


def test_a_key_is_the_caller_s_own() -> None:
    request = event("rest")
    rest.handler(request, CONTEXT)
    request["requestContext"]["identity"]["apiKeyId"] = "another"
    assert json.loads(rest.handler(request, CONTEXT)["body"])["seq"] == 2


def test_without_a_key_each_request_is_its_own() -> None:
    for number in range(2):
        request = event("rest")
        del request["headers"]["Idempotency-Key"]
        request["requestContext"]["requestId"] = f"request-{number}"
        rest.handler(request, CONTEXT)
    assert len(said()) == 2


def test_only_the_rooms_of_the_source() -> None:
    request = event("rest")
    request["pathParameters"]["room"] = "secret"
    assert rest.handler(request, CONTEXT)["statusCode"] == 403
