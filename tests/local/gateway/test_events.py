"""The shapes of events, as values."""

import re
from dataclasses import replace

import pytest

from local.gateway.events import (
    Caller,
    Handshake,
    Place,
    authorizer_event,
    connect_event,
    disconnect_event,
    message_event,
)

PLACE = Place("abc123", "dev", "127.0.0.1:4000")
HANDSHAKE = Handshake(
    headers=(
        ("host", "127.0.0.1:5000"),
        ("Upgrade", "websocket"),
        ("Connection", "Upgrade"),
        ("sec-websocket-protocol", "a, b"),
        ("HeaderAuth1", "one"),
        ("HeaderAuth1", "two"),
        ("User-Agent", "ana's"),
    ),
    query=(("q", "1"), ("q", "2"), ("empty", "")),
    source_ip="127.0.0.9",
    port=5000,
)
CALLER = Caller("TXzPWdnOjoECGjA=", 1_790_000_000_000, HANDSHAKE)


def test_connect_carries_headers_and_query_twice() -> None:
    """apigateway-websocket-api-route-keys-connect-disconnect.html: the handshake is the input of `$connect`."""
    event = connect_event(PLACE, CALLER)
    trace = event["headers"].pop("X-Amzn-Trace-Id")
    assert re.fullmatch(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24}", trace)
    assert event["headers"] == {
        "Host": "127.0.0.1:5000",
        "Sec-WebSocket-Protocol": "a, b",
        "HeaderAuth1": "two",
        "User-Agent": "ana's",
        "X-Forwarded-For": "127.0.0.9",
        "X-Forwarded-Port": "5000",
        "X-Forwarded-Proto": "http",
    }
    assert event["multiValueHeaders"]["HeaderAuth1"] == ["one", "two"]
    assert event["queryStringParameters"] == {"q": "2", "empty": ""}
    assert event["multiValueQueryStringParameters"] == {"q": ["1", "2"], "empty": [""]}
    assert event["isBase64Encoded"] is False
    assert "body" not in event and "stageVariables" not in event


def test_connect_without_a_query_has_no_query_keys() -> None:
    event = connect_event(PLACE, replace(CALLER, handshake=Handshake()))
    assert event.keys() == {"headers", "multiValueHeaders", "requestContext", "isBase64Encoded"}


def test_the_request_context_names_who_where_and_when() -> None:
    """apigateway-websocket-api-mapping-template-reference.html: the variables of $context."""
    context = connect_event(PLACE, CALLER)["requestContext"]
    assert context.pop("requestId") == context.pop("extendedRequestId")
    assert re.fullmatch(r"\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000", context.pop("requestTime"))
    assert context.pop("requestTimeEpoch") > CALLER.connected_at
    assert context == {
        "routeKey": "$connect",
        "eventType": "CONNECT",
        "messageDirection": "IN",
        "stage": "dev",
        "connectedAt": 1_790_000_000_000,
        "identity": {"sourceIp": "127.0.0.9", "userAgent": "ana's"},
        "domainName": "127.0.0.1:4000",
        "connectionId": "TXzPWdnOjoECGjA=",
        "apiId": "abc123",
    }


def test_only_a_message_has_a_message_id_and_a_body() -> None:
    """apigateway-websocket-api-mapping-template-reference.html: $context.messageId is for messages only."""
    event = message_event(PLACE, CALLER, "join", "request=", '{"action": "join"}')
    assert event.keys() == {"requestContext", "body", "isBase64Encoded"}
    assert event["body"] == '{"action": "join"}'
    context = event["requestContext"]
    assert (context["routeKey"], context["eventType"], context["requestId"]) == ("join", "MESSAGE", "request=")
    assert context["messageId"] != context["requestId"]
    others = (connect_event(PLACE, CALLER), disconnect_event(PLACE, CALLER, 1000, ""))
    assert all("messageId" not in other["requestContext"] for other in others)


def test_disconnect_tells_code_and_reason() -> None:
    """apigateway-websocket-api-mapping-template-reference.html: disconnectStatusCode and disconnectReason."""
    event = disconnect_event(PLACE, CALLER, 4000, "why")
    context = event["requestContext"]
    assert (context["disconnectStatusCode"], context["disconnectReason"]) == (4000, "why")
    assert (context["routeKey"], context["eventType"]) == ("$disconnect", "DISCONNECT")
    assert event["headers"] == {"Host": "127.0.0.1:5000", "x-api-key": "", "X-Forwarded-For": "", "x-restapi": ""}


def test_an_authorizer_sees_the_raw_handshake() -> None:
    """apigateway-websocket-api-lambda-auth.html: the example input of a REQUEST authorizer."""
    event = authorizer_event(PLACE, CALLER, "arn:…/$connect")
    assert event.keys() == {
        "type",
        "methodArn",
        "headers",
        "multiValueHeaders",
        "queryStringParameters",
        "multiValueQueryStringParameters",
        "stageVariables",
        "requestContext",
    }
    assert (event["type"], event["methodArn"]) == ("REQUEST", "arn:…/$connect")
    assert event["headers"]["Connection"] == "upgrade" and event["headers"]["content-length"] == "0"


@pytest.mark.parametrize("kind", ["connect", "message", "disconnect"])
def test_authorizer_context_and_stage_variables_go_along_with_every_event(kind: str) -> None:
    """apigateway-websocket-api-lambda-auth.html and "Stage variables": both reach each function."""
    place = replace(PLACE, variables={"colour": "green"})
    caller = replace(CALLER, authorizer={"principalId": "ana", "integrationLatency": 3})
    event = {
        "connect": connect_event(place, caller),
        "message": message_event(place, caller, "join", "r", ""),
        "disconnect": disconnect_event(place, caller, 1000, ""),
    }[kind]
    assert event["requestContext"]["authorizer"] == {"principalId": "ana", "integrationLatency": 3}
    assert event["stageVariables"] == {"colour": "green"}
