"""The authorizer's three answers."""

import importlib
import time
from contextlib import suppress
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from chat import guests, start, tickets
from identity import Visitor
from tests.parts.dynamodb import Table
from tests.parts.guest_secret import guest_secret
from tests.parts.issuer import CLIENT, serving
from tests.parts.journal import Written

ARN = "arn:aws:execute-api:us-east-1:000000000000:abc123/live/$connect"


@pytest.fixture
def authorize() -> ModuleType:
    """The door, as a fresh Lambda environment loads it: it reads the settings once."""
    return importlib.reload(importlib.import_module("handlers.authorize"))


def handshake(**headers: str) -> dict[str, Any]:
    return {"type": "REQUEST", "methodArn": ARN, "headers": headers}


def test_a_name_is_let_in_with_its_identity_in_strings(authorize: ModuleType) -> None:
    answer = authorize.handler(handshake(Authorization="Guest Ana"), None)
    assert answer["principalId"] == "guest:ana"
    (statement,) = answer["policyDocument"]["Statement"]
    assert statement == {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": ARN}
    assert answer["context"]["user"] == "guest:ana"
    assert answer["context"]["name"] == "Ana"
    assert answer["context"]["expires"].isdigit()


def test_a_bad_handshake_is_denied_with_nothing_else_said(authorize: ModuleType) -> None:
    answer = authorize.handler(handshake(Authorization="Guest Ana", Origin="https://evil.example"), None)
    assert answer["policyDocument"]["Statement"][0]["Effect"] == "Deny"
    assert "context" not in answer


def test_a_handshake_without_a_name_is_unauthorized_in_the_word_that_api_gateway_knows(authorize: ModuleType) -> None:
    with pytest.raises(Exception, match="^Unauthorized$"):
        authorize.handler(handshake(), None)


def test_promise_7_the_log_says_the_outcome_and_no_name(authorize: ModuleType, written: Written) -> None:
    authorize.handler(handshake(Authorization="Guest Ana%20Secret"), None)
    authorize.handler(handshake(Authorization="Bearer Secret"), None)
    assert len(written.lines) == 2
    assert "Secret" not in written.text


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, "no_credentials"),
        ({"Authorization": "Guest Ana", "Origin": "https://evil.example"}, "origin"),
        ({"Sec-WebSocket-Protocol": "parley.v1, bearer.a.b.c"}, "origin"),
        ({"Authorization": "Basic YTpi"}, "unclear"),
        ({"Authorization": "Guest Ana", "Sec-WebSocket-Protocol": "guest.Bo"}, "unclear"),
        ({"Authorization": "Guest %00"}, "guest"),
        ({"Authorization": "Bearer a.b.c"}, "bearer"),
        ({"Authorization": "Pass abc"}, "pass"),
    ],
)
def test_a_refused_handshake_is_counted_by_its_reason(
    authorize: ModuleType, written: Written, headers: dict[str, str], reason: str
) -> None:
    with suppress(Exception):  # the 401 that API Gateway knows
        authorize.handler(handshake(**headers), None)
    assert written.metrics == {f"handshake_refused_{reason}": 1}


def test_promise_7_where_nobody_can_tell_it_fails_and_the_log_says_why(
    authorize: ModuleType, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as issuer:
        issuer.answer = lambda: (500, b"")
        settings = replace(authorize.SETTINGS, oidc_issuer=issuer.url, oidc_audience=frozenset({CLIENT}))
        monkeypatch.setattr(authorize, "SETTINGS", settings)
        token = issuer.token()
        with pytest.raises(Exception, match="^Unavailable$"):
            authorize.handler(handshake(Authorization=f"Bearer {token}"), None)
    assert "the issuer's keys cannot be had: HTTP 500" in written.text
    assert token.split(".")[1] not in written.text
    assert written.metrics == {"error_busy": 1}


def test_a_ticket_opens_the_door_once(authorize: ModuleType, connected: Table) -> None:
    start.connect.cache_clear()
    ticket = tickets.issue(Visitor("oidc:1", "Ana"), int(time.time()) + 600)["ticket"]
    event = handshake() | {"multiValueQueryStringParameters": {"ticket": [ticket]}}
    answers = [authorize.handler(event, None) for _ in range(2)]
    assert [one["policyDocument"]["Statement"][0]["Effect"] for one in answers] == ["Allow", "Deny"]
    assert answers[0]["context"]["user"] == "oidc:1"
    start.connect.cache_clear()


def test_a_guest_s_pass_opens_the_door_to_a_guest(
    authorize: ModuleType, emulator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with guest_secret(emulator, monkeypatch) as secret:
        event = handshake(Authorization=f"Pass {guests.issue('Ana')['pass']}")
        effect = authorize.handler(event, None)["policyDocument"]["Statement"][0]["Effect"]
        assert effect == "Deny", "where no keys are set there are no guests"
        monkeypatch.setattr(authorize, "SETTINGS", replace(authorize.SETTINGS, guest_keys=secret.arn))
        context = authorize.handler(event, None)["context"]
        assert (context["name"], context["guest"]) == ("Ana", "true")
        assert "guest" not in authorize.handler(handshake(Authorization="Guest Ana"), None)["context"]
