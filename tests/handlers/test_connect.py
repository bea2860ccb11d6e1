"""$connect remembers the connection and agrees on the protocol."""

import io
import json
import time
from typing import Any

import pytest

import audit
import doors
from config import settings
from handlers import connect
from models.account import Account
from tests.events import CONTEXT, context
from tests.parts.dynamodb import Table


def handshake(**headers: str) -> dict[str, Any]:
    return {"requestContext": context("$connect"), "headers": headers}


def test_the_connection_is_remembered(connected: Table) -> None:
    assert connect.handler(handshake(), CONTEXT) == {"statusCode": 200}
    (item,) = connected.client.scan(TableName=connected.name)["Items"]
    assert (item["pk"], item["sk"]) == ({"S": "USER#guest:ana"}, {"S": "CONN#ana1="})


@pytest.mark.parametrize(("why", "status"), [("banned", 403), ("signed_out", 403), ("too_many_open", 429), ("", 200)])
def test_who_may_not_be_here_is_refused_and_forgotten(
    connected: Table, why: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.admitting.refusal", lambda caller: why)
    assert connect.handler(handshake(), CONTEXT) == {"statusCode": status}
    assert connected.client.scan(TableName=connected.name)["Count"] == (0 if why else 1)


@pytest.mark.parametrize("bound", ["CONNECTIONS_PER_USER", "ARRIVALS_PER_USER", "ARRIVALS_PER_ADDRESS"])
def test_each_bound_is_an_answer_a_metric_and_a_line_in_the_trail(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    logged_to = io.StringIO()
    for logger in (audit.logger, doors.logger):
        monkeypatch.setattr(logger.registered_handler, "stream", logged_to)
    monkeypatch.setenv(bound, "1")
    settings.cache_clear()
    statuses = []
    for number in range(2):
        event = {"requestContext": context("$connect", f"ana{number}=") | {"identity": {"sourceIp": "192.0.2.17"}}}
        statuses.append(connect.handler(event, CONTEXT)["statusCode"])
    assert statuses == [200, 429]
    *_, call, trail = (json.loads(line) for line in logged_to.getvalue().splitlines())
    why = trail["why"]
    assert why in ("too_many_open", "user_too_fast", "address_too_fast")
    assert (call["outcome"], call[f"handshake_refused_{why}"]) == (why, 1)
    assert (trail["service"], trail["message"], trail["user"], trail["address"]) == (
        "audit",
        "refused",
        "guest:ana",
        "192.0.2.17",
    )


def test_a_sign_in_from_before_signing_out_is_refused() -> None:
    Account.sign_out("guest:ana")
    event = handshake()
    for since, status in ((str(int(time.time())), 403), (str(int(time.time()) + 1), 200)):
        event["requestContext"]["authorizer"]["since"] = since
        assert connect.handler(event, CONTEXT) == {"statusCode": status}


def test_a_browser_hears_the_protocol_without_the_name() -> None:
    event = handshake(**{"Sec-WebSocket-Protocol": "parley.v1, guest.Ana"})
    answer = connect.handler(event, CONTEXT)
    assert answer == {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "parley.v1"}}


def test_a_table_that_is_not_there_refuses_the_handshake_and_is_named_in_the_log(
    connected: Table, caplog: pytest.LogCaptureFixture
) -> None:
    connected.client.delete_table(TableName=connected.name)
    try:
        assert connect.handler(handshake(), CONTEXT) == {"statusCode": 503}
        assert "ResourceNotFoundException" in caplog.text
    finally:
        key: Any = {"AttributeName": "pk", "KeyType": "HASH"}
        attribute: Any = {"AttributeName": "pk", "AttributeType": "S"}
        connected.client.create_table(
            TableName=connected.name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[key],
            AttributeDefinitions=[attribute],
        )
