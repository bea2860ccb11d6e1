"""What a handshake brings along to say who it is: names, tokens, and how they travelled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

from errors import Forbidden

Kind = Literal["guest", "bearer", "pass", "ticket"]
KINDS: dict[str, Kind] = {"guest": "guest", "bearer": "bearer", "pass": "pass"}


@dataclass(frozen=True)
class Offer:
    """One name or token; `by_page` where it came as a subprotocol, which is how a page has to send it."""

    kind: Kind
    value: str
    by_page: bool = False


def offers(event: Mapping[str, Any]) -> list[Offer]:
    """Everything that the handshake offers; Forbidden for an authorization of another kind. No token is in a URL.

    A ticket is there and nowhere else: it is used up before anybody reads the log that the URL is in.
    """
    return [*_offered(event), *_authorized(event), *_asked(event)]


def header(event: Mapping[str, Any], name: str) -> list[str]:
    """All values of a header: API Gateway hands names on as the client wrote them, and doubled ones in a list."""
    many = event.get("multiValueHeaders") or {key: [value] for key, value in (event.get("headers") or {}).items()}
    return [value for key, values in many.items() if key.lower() == name for value in values]


def subprotocols(event: Mapping[str, Any]) -> list[str]:
    """The subprotocols in the client's order: https://www.rfc-editor.org/rfc/rfc6455#section-11.3.4"""
    lists = header(event, "sec-websocket-protocol")
    return [offer.strip() for value in lists for offer in value.split(",")]


def _offered(event: Mapping[str, Any]) -> Iterator[Offer]:
    for offer in subprotocols(event):
        kind, dot, value = offer.partition(".")
        if dot and kind in KINDS:
            yield _offer(kind, value, by_page=True)


def _authorized(event: Mapping[str, Any]) -> Iterator[Offer]:
    for authorization in header(event, "authorization"):
        scheme, _, value = authorization.partition(" ")
        if scheme.lower() not in KINDS:
            raise Forbidden("this deployment takes no such authorization")
        yield _offer(scheme.lower(), value)


def _asked(event: Mapping[str, Any]) -> Iterator[Offer]:
    query = event.get("multiValueQueryStringParameters") or {}
    yield from (Offer("guest", name) for name in query.get("guest", []))
    yield from (Offer("ticket", secret) for secret in query.get("ticket", []))


def _offer(kind: str, value: str, by_page: bool = False) -> Offer:
    if kind == "guest":
        return Offer("guest", _percent_decoded(value), by_page)
    return Offer(KINDS[kind], value.strip(), by_page)


def _percent_decoded(value: str) -> str:
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        raise Forbidden("a name is percent-encoded UTF-8") from None
