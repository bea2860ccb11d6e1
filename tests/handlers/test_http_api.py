"""The HTTP API's door."""

import json
import time
from typing import Any

import pytest

from chat import tickets
from handlers import http_api
from models.account import Account
from models.membership import FOR_GOOD
from models.room import Room
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


@pytest.fixture(autouse=True)
def general() -> None:
    Room.opened("general")


def ask(route: str, body: Any = None, room: str = "general", **asked: str) -> tuple[int, dict[str, Any]]:
    """The status and content of an answer."""
    request = event("http_api")
    request |= {"routeKey": route, "pathParameters": {"room": room}, "queryStringParameters": asked}
    request["body"] = body if isinstance(body, str) else json.dumps(body)
    answer = http_api.handler(request, CONTEXT)
    return answer["statusCode"], json.loads(answer["body"])


def test_a_message_is_said_once_however_often_it_is_sent() -> None:
    for _ in range(2):
        answer = http_api.handler(event("http_api"), CONTEXT)
        message = json.loads(answer["body"])
        assert (answer["statusCode"], message["seq"], message["text"]) == (201, 1, "hello from nowhere")
        assert message["from"] == {"user": "oidc:c4a8b2f0-1d3e-4f56-8a7b-9c0d1e2f3a4b", "name": "Ana"}
    assert said("general") == [("Ana", "hello from nowhere")]


def test_one_key_for_two_texts_is_a_conflict() -> None:
    assert ask("POST /rooms/{room}/messages", {"text": "one"})[0] == 201
    status, error = ask("POST /rooms/{room}/messages", {"text": "two"})
    assert (status, error["code"]) == (409, "id_reused")


def test_without_a_key_each_request_is_its_own() -> None:
    for number in range(2):
        request = event("http_api")
        del request["headers"]["idempotency-key"]
        request["requestContext"]["requestId"] = f"JKJaXmPLvHcESH{number}="
        assert http_api.handler(request, CONTEXT)["statusCode"] == 201
    assert len(said("general")) == 2


def test_a_page_is_asked_for_as_on_the_wire() -> None:
    http_api.handler(event("http_api"), CONTEXT)
    status, page = ask("GET /rooms/{room}/messages", after="0", limit="1")
    assert (status, page["type"], page["through"], page["more"]) == (200, "history", 1, False)
    assert [message["text"] for message in page["messages"]] == ["hello from nowhere"]
    assert ask("GET /rooms/{room}/messages")[1]["messages"] == page["messages"]


def test_a_form_is_for_that_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    status, form = ask("POST /rooms/{room}/uploads", {"name": "a.txt", "type": "text/plain", "size": 7})
    assert (status, form["expires_in"]) == (201, 300)
    assert form["fields"]["key"].startswith("rooms/general/") and form["fields"]["key"].endswith("/a.txt")


def test_a_token_says_who_one_is() -> None:
    assert ask("GET /me") == (200, {"user": "oidc:c4a8b2f0-1d3e-4f56-8a7b-9c0d1e2f3a4b", "name": "Ana"})


def test_a_ticket_brings_in_who_asked_for_it_once() -> None:
    request = event("http_api") | {"routeKey": "POST /tickets", "pathParameters": {}}
    claims = request["requestContext"]["authorizer"]["jwt"]["claims"]
    claims["exp"] = str(int(time.time()) + 600)
    answer = http_api.handler(request, CONTEXT)
    issued = json.loads(answer["body"])
    assert (answer["statusCode"], issued.keys()) == (201, {"ticket", "seconds"})
    assert tickets.redeem(issued["ticket"]).user == f"oidc:{claims['sub']}"
    claims["exp"] = str(int(time.time()))
    assert http_api.handler(request, CONTEXT)["statusCode"] == 401


def test_nobody_gets_in_without_a_token_s_claims() -> None:
    request = event("http_api")
    del request["requestContext"]["authorizer"]
    assert http_api.handler(request, CONTEXT)["statusCode"] == 403


def test_who_is_banned_or_has_signed_out_everywhere_is_refused() -> None:
    user = "oidc:c4a8b2f0-1d3e-4f56-8a7b-9c0d1e2f3a4b"
    signed_in = int(event("http_api")["requestContext"]["authorizer"]["jwt"]["claims"]["auth_time"])
    account = Account("USER#" + user, "ACCOUNT")
    for signed_out_at, answer in ((signed_in, (401, "expired")), (signed_in - 1, (200, None))):
        account.update([Account.signed_out_at.set(signed_out_at)])
        status, content = ask("GET /me")
        assert (status, content.get("code")) == answer
    Account.ban(user, FOR_GOOD, "", "oidc:op")
    for route in http_api.ROUTES:
        status, content = ask(route)
        assert (status, content["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("route", "body", "options", "status"),
    [
        ("DELETE /rooms/{room}", None, {}, 404),
        ("GET /rooms/{room}/messages", None, {"room": "nowhere"}, 404),
        ("GET /rooms/{room}/messages", None, {"room": "../general"}, 400),
        ("GET /rooms/{room}/messages", None, {"before": "1", "after": "0"}, 400),
        ("GET /rooms/{room}/messages", None, {"limit": "1e3"}, 400),
        ("GET /rooms/{room}/messages", None, {"limit": "9" * 500}, 400),
        ("GET /rooms/{room}/messages", None, {"action": "ping"}, 200),
        ("GET /rooms/{room}/messages", None, {"__class__": "x"}, 400),
        ("POST /rooms/{room}/messages", "", {}, 400),
        ("POST /rooms/{room}/messages", {"text": "x", "id": "y"}, {}, 400),
        ("POST /rooms/{room}/messages", {"text": "x" * 8193}, {}, 413),
        ("POST /rooms/{room}/messages", {"text": "x"}, {"room": "nowhere"}, 404),
        ("POST /rooms/{room}/uploads", {"name": "a.html", "type": "text/html", "size": 7}, {}, 400),
        ("POST /rooms/{room}/uploads", {"name": "a.txt", "type": "text/plain", "size": 10**9}, {}, 413),
    ],
)
def test_what_is_wrong_has_its_status(route: str, body: Any, options: dict[str, str], status: int) -> None:
    assert ask(route, body, **options)[0] == status


def test_rooms_files_and_own_messages_are_had_by_http() -> None:
    http_api.handler(event("http_api"), CONTEXT)
    assert ask("GET /rooms") == (200, {"rooms": [], "next": None})
    assert ask("GET /rooms/{room}")[1]["head"] == 1
    assert ask("GET /rooms/{room}/messages", search="NOWHERE")[1]["messages"][0]["seq"] == 1
    assert [message["seq"] for message in ask("GET /me/rooms/{room}/messages")[1]["messages"]] == [1]
    request = event("http_api") | {"routeKey": "GET /rooms/{room}/messages/{seq}/file"}
    request |= {"pathParameters": {"room": "general", "seq": "1"}, "queryStringParameters": {}}
    assert http_api.handler(request, CONTEXT)["statusCode"] == 404


def test_a_reply_and_mentions_are_said_by_http() -> None:
    http_api.handler(event("http_api"), CONTEXT)
    request = event("http_api")
    request["headers"]["idempotency-key"] = "another"
    request["body"] = json.dumps({"text": "indeed", "reply": 1, "mentions": ["guest:bo"]})
    reply = json.loads(http_api.handler(request, CONTEXT)["body"])
    assert (reply["reply"], reply["thread"], reply["mentions"]) == (1, 1, ["guest:bo"])
    assert ask("GET /rooms/{room}/messages", thread="1")[1]["messages"] == [reply]
