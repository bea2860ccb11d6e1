"""Who speaks, by values: the handshake's lines of PROMISES 4 that need no token."""

import time
from dataclasses import replace
from typing import Any

import pytest

import config
import identity
from errors import Expired, Forbidden
from identity import NoCredentials, Visitor, person, visitor
from tests.parts.issuer import CLIENT, serving

OPEN = config.Settings(
    table="parley",
    connections_url="http://127.0.0.1:1/live",
    region="us-east-1",
    guest_names=True,
    allowed_origins=frozenset({"https://chat.example"}),
    retention_days=90,
)
CLOSED = config.Settings("parley", "http://127.0.0.1:1/live", "us-east-1", False, frozenset(), 90)


def identified(event: dict[str, Any], settings: config.Settings) -> identity.Identity:
    return identity.identify(event, settings, {})


def handshake(guest: str | None = None, **headers: str) -> dict[str, Any]:
    query = {"multiValueQueryStringParameters": {"guest": [guest]}} if guest is not None else {}
    return {"headers": {name.replace("_", "-"): value for name, value in headers.items()}, **query}


@pytest.mark.parametrize(
    "event",
    [
        handshake(Sec_WebSocket_Protocol="parley.v1, guest.Ana%20B"),
        handshake(sec_websocket_protocol="parley.v1,guest.Ana%20B"),
        handshake(Authorization="Guest Ana%20B"),
        handshake(authorization="guest Ana%20B"),
        handshake("Ana B"),
    ],
)
def test_a_name_is_enough_where_the_deployment_says_so(event: dict[str, Any]) -> None:
    found = identified(event, OPEN)
    assert (found.user, found.name) == ("guest:ana b", "Ana B")
    with pytest.raises(Forbidden):
        identified(event, CLOSED)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"headers": None},
        handshake(),
        handshake(Sec_WebSocket_Protocol="parley.v1"),
        handshake(Cookie="guest=Ana; bearer=abc; Authorization=Guest Ana"),
    ],
)
def test_a_handshake_that_says_nothing_has_no_credentials(event: dict[str, Any]) -> None:
    with pytest.raises(NoCredentials):
        identified(event, OPEN)


@pytest.mark.parametrize(
    "event",
    [
        handshake("Ana", Authorization="Guest Bo"),
        handshake("Ana", Sec_WebSocket_Protocol="parley.v1, guest.Ana"),
        handshake(Sec_WebSocket_Protocol="guest.Ana, guest.Bo"),
        {"headers": {}, "multiValueQueryStringParameters": {"guest": ["Ana", "Bo"]}},
        handshake(Authorization="Bearer abc"),
        handshake(Authorization="Basic QW5h"),
        handshake(Authorization="Guest"),
        handshake(Authorization="Guest %ff"),
        handshake(""),
        handshake("   "),
        handshake("a" * 65),
        handshake("a\u0000b"),
        handshake("a\nb"),
        handshake("a\u2028b"),
        handshake("evil\u202egnp.exe"),
        handshake("\u2066x\u2069"),
        handshake("\u200b\u200d"),
        handshake("\ufdfa" * 64),
    ],
)
def test_doubled_misplaced_and_misleading_names_are_refused(event: dict[str, Any]) -> None:
    with pytest.raises(Forbidden):
        identified(event, OPEN)


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "https://good.evil",
        "https://chat.example.evil",
        "https://evil.chat.example",
        "http://chat.example",
        "https://chat.example:8443",
        "https://CHAT.example",
        "https://chat.example/",
    ],
)
def test_a_page_of_another_origin_is_refused(origin: str) -> None:
    with pytest.raises(Forbidden):
        identified(handshake("Ana", Origin=origin), OPEN)


def test_a_page_of_an_allowed_origin_connects() -> None:
    assert identified(handshake("Ana", Origin="https://chat.example"), OPEN).name == "Ana"


def test_names_that_look_alike_to_unicode_are_one_user() -> None:
    names = ["Ana", "ANA", "ａｎａ", "A\u200bna", "\u00adAna", " Ana "]
    assert {identity.guest(name).user for name in names} == {"guest:ana"}
    assert identity.guest("Zoe\u0308") == identity.guest("Zoë")


def test_an_emoji_name_stays_whole() -> None:
    assert identity.guest("👩‍🚀 Ana").name == "👩‍🚀 Ana"


def test_a_frame_speaks_for_whom_the_authorizer_let_in() -> None:
    event = {
        "requestContext": {"connectionId": "c1=", "authorizer": {"user": "guest:ana", "name": "Ana", "expires": "0"}},
        "body": '{"user":"guest:eve"}',
    }
    assert identity.caller(event) == identity.Caller("c1=", "guest:ana", "Ana", until=0)
    with pytest.raises(Expired):
        identity.demand_current(event, lambda caller: 0)


def test_what_was_brought_later_counts_once_the_handshake_s_word_is_over_and_is_not_asked_for_before() -> None:
    asked: list[identity.Caller] = []

    def renewed(caller: identity.Caller) -> int:
        asked.append(caller)
        return int(time.time()) + 60

    said = {"user": "oidc:1", "name": "Ana"}
    for expires, times in ((time.time() + 60, 0), (time.time() - 120, 1)):
        context = {"connectionId": "c1=", "authorizer": said | {"expires": str(int(expires))}}
        identity.demand_current({"requestContext": context}, renewed)
        assert len(asked) == times
    with pytest.raises(Expired):
        identity.demand_current({"requestContext": context}, lambda _: int(time.time()) - 61)


def test_the_plain_protocol_is_agreed_and_the_one_with_the_name_never() -> None:
    offered = handshake(Sec_WebSocket_Protocol="guest.Ana, parley.v1")
    assert identity.agreed_protocol(offered) == {"headers": {"Sec-WebSocket-Protocol": "parley.v1"}}
    assert identity.agreed_protocol(handshake(Sec_WebSocket_Protocol="guest.Ana")) == {}
    assert identity.agreed_protocol(handshake()) == {}


def test_who_signed_in_is_known_by_the_token_about_the_person() -> None:
    claims = {"sub": "1", "name": "Ana", "token_use": "id"}
    assert visitor(claims) == Visitor("oidc:1", "Ana")
    assert visitor({"sub": "1", "cognito:username": "ana"}) == Visitor("oidc:1", "ana")
    assert visitor({"sub": "1", "name": "\u202eanA"}) == Visitor("oidc:1", "Somebody")
    for wrong in ({"token_use": "access"}, {"sub": ""}):
        with pytest.raises(Forbidden):
            visitor(claims | wrong)


def test_who_brings_a_token_is_let_in_until_it_ends() -> None:
    with serving() as issuer:
        taking = replace(
            CLOSED,
            oidc_issuer=issuer.url,
            oidc_audience=frozenset({CLIENT}),
            allowed_origins=frozenset({"https://chat.example"}),
        )
        token, until = issuer.token(), issuer.claims()["exp"]
        by_page = {"Sec-WebSocket-Protocol": f"parley.v1, bearer.{token}"}
        by_program = {"Authorization": f"Bearer {token}"}
        page = {"Origin": "https://chat.example"}
        for headers in (by_program, by_program | page, by_page | page):
            found = identified({"headers": headers}, taking)
            assert (found.user, found.name) == ("oidc:u-1", "Ana") and found.expires - until in (-1, 0)
        for headers in (
            by_page,
            *(
                by_page | {"Origin": other}
                for other in ("null", "", "https://CHAT.example", "https://chat.example:443")
            ),
            by_page | page | by_program,
            by_program | {"Sec-WebSocket-Protocol": "guest.Ana"},
            {"Authorization": f"Guest {token}"},
            {"Authorization": f"Bearer {token} {token}"},
        ):
            with pytest.raises(Forbidden):
                identified({"headers": headers}, taking)
        with pytest.raises(NoCredentials):
            identified({"headers": {}, "multiValueQueryStringParameters": {"token": [token]}}, taking)


def test_two_origins_are_none() -> None:
    many = {"Origin": ["https://chat.example", "https://chat.example"], "Authorization": ["Guest Ana"]}
    with pytest.raises(Forbidden):
        identified({"multiValueHeaders": many}, OPEN)


@pytest.mark.parametrize(
    ("claims", "since"),
    [
        ({"auth_time": 5, "iat": 9}, 5),
        ({"auth_time": "5", "iat": "9"}, 5),
        ({"iat": 9.5}, 9),
        ({}, 0),
        ({"auth_time": "never"}, 0),
        ({"auth_time": None}, 0),
        ({"iat": "inf"}, 0),
        ({"iat": [5]}, 0),
    ],
)
def test_a_token_says_since_when_its_user_has_been_signed_in(claims: dict[str, Any], since: int) -> None:
    assert person({"sub": "1", **claims}).since == since


def test_an_access_token_may_not_know_the_name_and_a_subject_is_plain() -> None:
    assert person({"sub": "1", "token_use": "access"}) == Visitor("oidc:1", "Somebody")
    assert person({"sub": "auth0|1"}).user == "oidc:auth0|1"
    for subject in ("", "a b", "ä", "a\n", "x" * 256, 5, None):
        with pytest.raises(Forbidden):
            person({"sub": subject})


def test_who_brings_a_ticket_is_whom_it_was_issued_to() -> None:
    ana = identity.Identity("oidc:1", "Ana", 5)
    event = {"multiValueQueryStringParameters": {"ticket": ["t"]}}
    assert identity.identify(event, CLOSED, {"ticket": {"t": ana}.__getitem__}) is ana
    for more in ({"Origin": "https://evil.example"}, {"Authorization": "Guest Bo"}):
        with pytest.raises(Forbidden):
            identity.identify(event | {"headers": more}, OPEN, {"ticket": {"t": ana}.__getitem__})


def test_a_pass_is_taken_where_somebody_knows_it_and_from_a_page_with_its_origin() -> None:
    ana = identity.Identity("pass:1", "Ana", 5, guest=True)
    known = {"pass": {"p": ana}.__getitem__}
    page = {"Sec-WebSocket-Protocol": "parley.v1, pass.p", "Origin": "https://chat.example"}
    for headers in (page, {"Authorization": "Pass p"}):
        assert identity.identify({"headers": headers}, OPEN, known) is ana
        with pytest.raises(Forbidden):
            identity.identify({"headers": headers}, OPEN, {})
    del page["Origin"]
    with pytest.raises(Forbidden):
        identity.identify({"headers": page}, OPEN, known)
