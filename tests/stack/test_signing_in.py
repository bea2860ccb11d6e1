"""Tokens at the deployed door: the local user pool's own, and those of other issuers."""

import hmac
import json
import secrets
import time
from typing import Any

import aiohttp
import jwt
import pytest
from jwt.utils import base64url_encode
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from local import sources
from local.stack import Stack
from tests.parts.issuer import Signer, signer
from tests.stack.peer import Peer
from tests.stack.test_handshake import status


def signed_up(stack: Stack) -> dict[str, str]:
    """What somebody called Cleo gets who signs up and in."""
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    people, pool, client = parts.client("cognito-idp"), parts.part("UserPool"), parts.part("UserPoolClient")
    email, password = f"{secrets.token_hex(6)}@example.com", f"Aa1!{secrets.token_hex(12)}"
    attributes = [{"Name": "email", "Value": email}, {"Name": "name", "Value": "Cleo"}]
    people.sign_up(ClientId=client, Username=email, Password=password, UserAttributes=attributes)
    people.admin_confirm_sign_up(UserPoolId=pool, Username=email)
    signed_in = people.initiate_auth(
        ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": email, "PASSWORD": password}
    )
    return dict(signed_in["AuthenticationResult"])


@pytest.fixture(scope="module")
def tokens(stack: Stack) -> dict[str, str]:
    return signed_up(stack)


@pytest.fixture
def id_token(tokens: dict[str, str]) -> str:
    return tokens["IdToken"]


def said(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A token's header and claims."""
    return jwt.get_unverified_header(token), jwt.decode(token, options={"verify_signature": False})


def bearer(token: str) -> dict[str, Any]:
    return {"additional_headers": {"Authorization": f"Bearer {token}"}}


def page(token: str, origin: str | None) -> dict[str, Any]:
    return {"subprotocols": [Subprotocol("parley.v1"), Subprotocol(f"bearer.{token}")], "origin": origin}


def with_a_public_secret(claims: dict[str, Any], kid: str, by: Signer) -> str:
    """A token signed by HMAC, with what everybody knows of a key."""
    parts = ({"alg": "HS256", "kid": kid}, claims)
    unsigned = b".".join(base64url_encode(json.dumps(part).encode()) for part in parts)
    signature = hmac.digest(json.dumps(by.public()).encode(), unsigned, "sha256")
    return f"{unsigned.decode()}.{base64url_encode(signature).decode()}"


async def guest_pass(stack: Stack, name: str) -> str:
    """The pass of a new guest."""
    guests = f"{stack.endpoints.http}/guests"
    async with aiohttp.ClientSession() as anybody, anybody.post(guests, json={"name": name}) as answer:
        assert answer.status == 201, await answer.text()
        return str((await answer.json())["pass"])


async def me(peer: Peer, room: str) -> dict[str, str]:
    return dict((await peer.join(room))["you"])


async def test_a_program_brings_its_token_in_a_header(url: str, room: str, id_token: str) -> None:
    async with connect(url, open_timeout=60, **bearer(id_token)) as socket:
        peer = Peer(socket)
        you = await me(peer, room)
        assert (you["user"], you["name"]) == (f"oidc:{said(id_token)[1]['sub']}", "Cleo")
        assert (await peer.say(room, "signed in"))["from"]["user"] == you["user"]


async def test_a_page_brings_its_token_as_a_subprotocol_and_hears_of_the_plain_one_only(
    stack: Stack, url: str, room: str, id_token: str
) -> None:
    async with connect(url, open_timeout=60, **page(id_token, stack.endpoints.web)) as socket:
        assert socket.subprotocol == "parley.v1"
        assert socket.response is not None and id_token not in str(socket.response.headers)
        assert (await me(Peer(socket), room))["name"] == "Cleo"


async def test_an_access_token_is_enough_and_knows_no_name(url: str, room: str, tokens: dict[str, str]) -> None:
    async with connect(url, open_timeout=60, **bearer(tokens["AccessToken"])) as socket:
        you = await me(Peer(socket), room)
        assert (you["user"], you["name"]) == (f"oidc:{said(tokens['IdToken'])[1]['sub']}", "Somebody")


async def test_a_token_as_a_subprotocol_needs_the_page_s_own_origin(stack: Stack, url: str, id_token: str) -> None:
    web = stack.endpoints.web or ""
    host = web.removeprefix("http://")
    for origin in (None, "null", f"https://{host}", web.upper(), f"{web}0", f"{web}.evil", f"http://evil.{host}", "*"):
        assert await status(url, **page(id_token, origin)) == 403, origin


async def test_a_token_in_the_url_is_none(url: str, id_token: str) -> None:
    for name in ("token", "access_token", "bearer", "authorization"):
        assert await status(f"{url}?{name}={id_token}") == 401
    assert await status(f"{url}?guest={id_token}") == 403


async def test_doubled_tokens_are_refused(stack: Stack, url: str, id_token: str) -> None:
    twice = [("Authorization", f"Bearer {id_token}")] * 2
    assert await status(url, additional_headers=twice) == 403
    assert await status(f"{url}?guest=ana", **bearer(id_token)) == 403
    assert await status(url, **page(id_token, stack.endpoints.web), **bearer(id_token)) == 403


async def test_no_forged_token_opens_the_door(url: str, tokens: dict[str, str]) -> None:
    """`alg`, key, `iss`, `aud`, `token_use`, `exp`, `nbf`, `kid`, and what is no token: all by a real handshake."""
    header, claims = said(tokens["IdToken"])
    own, kid = signer(), header["kid"]
    unsigned = ".".join(part for part in tokens["IdToken"].split(".")[:2])
    now = int(time.time())
    forged = {
        "no signature": f"{unsigned}.",
        "alg none": jwt.encode(claims, "", "none", {"kid": kid}),
        "HS256": with_a_public_secret(claims, kid, own),
        "another's key": own.sign(claims, kid=kid),
        "its own key": own.sign(claims, jwk=own.public()),
        "ES256 by an RSA key": signer("ES256").sign(claims, kid=kid),
        "a path": own.sign(claims, kid="../../../dev/null"),
        "a longer life": own.sign(claims | {"exp": now + 10**6}, kid=kid),
        "expired": own.sign(claims | {"exp": now - 3600}, kid=kid),
        "not yet": own.sign(claims | {"nbf": now + 3600}, kid=kid),
        "another issuer": own.sign(claims | {"iss": "https://evil.example"}, kid=kid),
        "a refresh token": tokens["RefreshToken"],
        "no token": "abc",
        "empty": "",
    }
    refused = {name: await status(url, **bearer(token)) for name, token in forged.items()}
    assert refused == dict.fromkeys(forged, 403)


async def test_a_ticket_opens_the_door_once_for_a_client_that_can_set_no_header(
    stack: Stack, url: str, room: str, id_token: str
) -> None:
    tickets = f"{stack.endpoints.http}/tickets"
    headers = {"Authorization": f"Bearer {id_token}"}
    async with aiohttp.ClientSession() as session, session.post(tickets, headers=headers) as answer:
        assert answer.status == 201
        issued = await answer.json()
    place = f"{url}?ticket={issued['ticket']}"
    async with connect(place, open_timeout=60) as socket:
        assert (await me(Peer(socket), room))["user"] == f"oidc:{said(id_token)[1]['sub']}"
    assert await status(place) == 403
    assert await status(f"{url}?ticket=") == 403
    async with aiohttp.ClientSession() as stranger, stranger.post(tickets) as answer:
        assert answer.status == 401


async def test_a_guest_s_pass_opens_the_door_and_no_forged_one(stack: Stack, url: str, room: str) -> None:
    brought = await guest_pass(stack, "Dora")
    async with connect(url, open_timeout=60, additional_headers={"Authorization": f"Pass {brought}"}) as socket:
        peer = Peer(socket)
        you = await me(peer, room)
        assert (you["user"].partition(":")[0], you["name"], you["role"]) == ("pass", "Dora", "visitor")
        said_once = await peer.say(room, "hello")
        denied = await peer.ask(action="editMessage", room=room, seq=said_once["seq"], text="hi")
        assert (denied["type"], denied["code"]) == ("error", "forbidden")
    for forged in ("", brought[:-2], f"x{brought}", brought.partition(".")[0]):
        assert await status(url, additional_headers={"Authorization": f"Pass {forged}"}) == 403


async def test_a_page_brings_a_guest_s_pass_and_says_its_origin(stack: Stack, url: str) -> None:
    offers = [Subprotocol("parley.v1"), Subprotocol(f"pass.{await guest_pass(stack, 'Eli')}")]
    assert await status(url, subprotocols=offers) == 403
    async with connect(url, open_timeout=60, subprotocols=offers, origin=stack.endpoints.web) as socket:  # type: ignore[arg-type]
        assert socket.subprotocol == "parley.v1"


async def test_more_headers_than_api_gateway_takes_reach_no_function(url: str, id_token: str) -> None:
    assert await status(url, additional_headers={"X-Padding": "x" * 10_240}) in (400, 431, 494)
    assert await status(url, **bearer(Signer("ES256").sign({"pad": "x" * 5500}))) == 403
