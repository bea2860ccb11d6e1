"""What a handshake brings along, by values."""

from typing import Any

import pytest

from errors import Forbidden
from signin.offers import Offer, header, offers, subprotocols


def handshake(*headers: tuple[str, str], **query: list[str]) -> dict[str, Any]:
    many: dict[str, list[str]] = {}
    for name, value in headers:
        many.setdefault(name, []).append(value)
    return {
        "headers": {name: values[-1] for name, values in many.items()},
        "multiValueHeaders": many,
        "multiValueQueryStringParameters": query,
    }


def test_a_token_comes_as_a_subprotocol_or_as_an_authorization() -> None:
    by_page = handshake(("Sec-WebSocket-Protocol", "parley.v1, bearer.e30.e30.sig"))
    assert offers(by_page) == [Offer("bearer", "e30.e30.sig", by_page=True)]
    assert offers(handshake(("authorization", "bearer  e30.e30.sig"))) == [Offer("bearer", "e30.e30.sig")]


@pytest.mark.parametrize("name", ["bearer", "token", "access_token", "id_token", "authorization", "jwt"])
def test_a_token_in_a_url_is_not_even_looked_at(name: str) -> None:
    assert offers(handshake(**{name: ["e30.e30.sig"]})) == []


def test_a_ticket_is_in_the_url_and_nowhere_else() -> None:
    assert offers(handshake(ticket=["t"])) == [Offer("ticket", "t")]
    assert offers(handshake(("Sec-WebSocket-Protocol", "ticket.t"))) == []
    with pytest.raises(Forbidden):
        offers(handshake(("Authorization", "Ticket t")))


def test_what_is_said_twice_is_there_twice() -> None:
    doubled = handshake(
        ("Authorization", "Bearer a"),
        ("Authorization", "Bearer b"),
        ("Sec-WebSocket-Protocol", "parley.v1"),
        ("Sec-WebSocket-Protocol", "bearer.c, guest.d"),
        guest=["e"],
    )
    assert [offer.value for offer in offers(doubled)] == ["c", "d", "a", "b", "e"]
    assert subprotocols(doubled) == ["parley.v1", "bearer.c", "guest.d"]


def test_headers_are_found_however_they_are_written() -> None:
    assert header(handshake(("ORIGIN", "a"), ("Origin", "b")), "origin") == ["a", "b"]
    assert header({"headers": {"Origin": "a"}}, "origin") == ["a"]
    assert header({}, "origin") == []


@pytest.mark.parametrize("scheme", ["Basic YTpi", "", "Bearere30", "Digest x"])
def test_an_authorization_of_another_kind_is_refused(scheme: str) -> None:
    with pytest.raises(Forbidden):
        offers(handshake(("Authorization", scheme)))
