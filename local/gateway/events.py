"""The events that functions receive, in the shape of AWS.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.gateway.ids import new_id
from local.gateway.routes import CONNECT, DISCONNECT

Event = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where an event happens. `domain` is where this gateway's `@connections` listens, so that
    `http://{domainName}/{stage}` leads there and never to the real AWS."""

    api_id: str
    stage: str
    domain: str
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Handshake:
    """What a client said when it asked for the connection."""

    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    source_ip: str = "127.0.0.1"
    port: int = 0

    def header(self, name: str) -> str | None:
        """The last value of a header, whatever the case of its name."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[-1] if values else None


@dataclass(frozen=True)
class Caller:
    """Who an event is about: the same for all events of a connection. `number` counts the handshakes from 1."""

    connection_id: str
    connected_at: int
    handshake: Handshake
    number: int = 0
    authorizer: Mapping[str, Any] | None = None


def connect_event(place: Place, caller: Caller) -> Event:
    """The event of the `$connect` route."""
    headers = [*_headers(caller.handshake)]
    event = _multi("headers", "multiValueHeaders", headers)
    if caller.handshake.query:
        event |= _multi("queryStringParameters", "multiValueQueryStringParameters", caller.handshake.query)
    return event | _event(place, _context(place, caller, CONNECT, "CONNECT"))


def message_event(place: Place, caller: Caller, route_key: str, request_id: str, body: str) -> Event:
    """The event of a client's message."""
    context = _context(place, caller, route_key, "MESSAGE", request_id) | {"messageId": new_id()}
    return _event(place, context) | {"body": body}


def disconnect_event(place: Place, caller: Caller, code: int, reason: str) -> Event:
    """The event of the `$disconnect` route, with the close code and reason."""
    closed = {"disconnectStatusCode": code, "disconnectReason": reason}
    context = _context(place, caller, DISCONNECT, "DISCONNECT") | closed
    host = caller.handshake.header("Host") or place.domain
    headers = [("Host", host), ("x-api-key", ""), ("X-Forwarded-For", ""), ("x-restapi", "")]
    return _multi("headers", "multiValueHeaders", headers) | _event(place, context)


def authorizer_event(place: Place, caller: Caller, method_arn: str) -> Event:
    """The event of a REQUEST authorizer: unlike `$connect` it carries the hop-by-hop headers and all keys."""
    upgrade = [("Connection", "upgrade"), ("content-length", "0"), ("Upgrade", "websocket")]
    return {
        "type": "REQUEST",
        "methodArn": method_arn,
        **_multi("headers", "multiValueHeaders", [*upgrade, *_headers(caller.handshake)]),
        **_multi("queryStringParameters", "multiValueQueryStringParameters", caller.handshake.query),
        "stageVariables": dict(place.variables),
        "requestContext": _context(place, caller, CONNECT, "CONNECT"),
    }


def _event(place: Place, context: Event) -> Event:
    event: Event = {"requestContext": context, "isBase64Encoded": False}
    return event | {"stageVariables": dict(place.variables)} if place.variables else event


def _context(place: Place, caller: Caller, route_key: str, event_type: str, request_id: str = "") -> Event:
    now = time.time()
    request_id = request_id or new_id()
    identity = {"sourceIp": caller.handshake.source_ip}
    if (agent := caller.handshake.header("User-Agent")) is not None:
        identity["userAgent"] = agent
    context: Event = {
        "routeKey": route_key,
        "eventType": event_type,
        "extendedRequestId": request_id,
        "requestTime": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
        "messageDirection": "IN",
        "stage": place.stage,
        "connectedAt": caller.connected_at,
        "requestTimeEpoch": int(now * 1000),
        "identity": identity,
        "requestId": request_id,
        "domainName": place.domain,
        "connectionId": caller.connection_id,
        "apiId": place.api_id,
    }
    return context if caller.authorizer is None else context | {"authorizer": dict(caller.authorizer)}


# How the edge writes the names of the headers that it knows; all others keep the case that the client gave them.
_KNOWN = (
    "Host Origin User-Agent Cookie Authorization Cache-Control Pragma Accept-Encoding Accept-Language "
    "Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Protocol Sec-WebSocket-Version"
)
_WRITTEN = {name.lower(): name for name in _KNOWN.split()}


def _headers(handshake: Handshake) -> Iterable[tuple[str, str]]:
    for name, value in handshake.headers:
        if name.lower() not in ("connection", "upgrade", "content-length"):
            yield _WRITTEN.get(name.lower(), name), value
    yield "X-Amzn-Trace-Id", f"Root=1-{int(time.time()):08x}-{new_id()[:12].encode().hex()}"
    yield "X-Forwarded-For", handshake.source_ip
    yield "X-Forwarded-Port", str(handshake.port)
    yield "X-Forwarded-Proto", "http"


def _multi(single: str, multiple: str, pairs: Iterable[tuple[str, str]]) -> Event:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return {single: {name: all_of[-1] for name, all_of in values.items()}, multiple: values}
