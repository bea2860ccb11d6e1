"""Signing in, staying in, signing out and being banned, over real connections of a deployed stack."""

import asyncio
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager

import aiohttp
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from chat import accounts
from local import sources
from local.stack import Stack
from models import table
from tests.parts.dynamodb import forget, function_environment
from tests.stack.peer import Peer
from tests.stack.test_handshake import status
from tests.stack.test_signing_in import bearer, said

SOON = 30.0


class Cleo:
    """Somebody with an account in the local user pool, who can sign in as often as they like."""

    def __init__(self, stack: Stack) -> None:
        parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
        self._people, self._client = parts.client("cognito-idp"), parts.part("UserPoolClient")
        self._who = {"USERNAME": f"{secrets.token_hex(6)}@example.com", "PASSWORD": f"Aa1!{secrets.token_hex(12)}"}
        email, password = self._who.values()
        attributes = [{"Name": "email", "Value": email}, {"Name": "name", "Value": "Cleo"}]
        self._people.sign_up(ClientId=self._client, Username=email, Password=password, UserAttributes=attributes)
        self._people.admin_confirm_sign_up(UserPoolId=parts.part("UserPool"), Username=email)
        self.token = self.sign_in()
        self.user = f"oidc:{said(self.token)[1]['sub']}"

    def sign_in(self) -> str:
        """The ID token of a new sign-in."""
        answer = self._people.initiate_auth(
            ClientId=self._client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=self._who
        )
        return str(answer["AuthenticationResult"]["IdToken"])


@pytest.fixture
def cleo(stack: Stack) -> Cleo:
    return Cleo(stack)


@contextmanager
def standing_in(stack: Stack) -> Iterator[None]:
    """This process is one of the stack's own: as one that does what operators ask for by other ways."""
    environment = function_environment(stack.deployment.tables["Table"], stack.endpoints.aws)
    region = stack.endpoints.region
    environment |= {"AWS_REGION": region, "AWS_DEFAULT_REGION": region, "CONNECTIONS_URL": stack.endpoints.connections}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        forget()
        table.connect()
        yield
        forget()


@pytest.fixture
def inside(stack: Stack) -> Iterator[None]:
    with standing_in(stack):
        yield


async def closed(peer: Peer) -> None:
    """Waits until the other side has closed the connection."""
    async with asyncio.timeout(SOON):
        with pytest.raises(ConnectionClosed):
            while True:
                await peer.socket.recv()


async def at_home(stack: Stack, token: str) -> int:
    """The status that the HTTP API answers with."""
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session, session.get(f"{stack.endpoints.http}/me", headers=headers) as answer:
        return answer.status


async def two(entered: AsyncExitStack, url: str, cleo: Cleo, room: str) -> list[Peer]:
    """Cleo's two devices, both in the room."""
    devices = []
    for _ in range(2):
        socket = await entered.enter_async_context(connect(url, open_timeout=60, **bearer(cleo.token)))
        devices.append(Peer(socket))
        await devices[-1].join(room)
    return devices


async def test_a_token_is_renewed_over_the_open_connection(url: str, room: str, cleo: Cleo) -> None:
    async with connect(url, open_timeout=60, **bearer(cleo.token)) as socket:
        peer, newer = Peer(socket), cleo.sign_in()
        renewed = await peer.ask(action="renew", token=newer)
        assert (renewed["type"], renewed["until"]) == ("renewed", said(newer)[1]["exp"] * 1000)
        for wrong in (f"{newer[:-4]}AAAA", "abc"):
            refused = await peer.ask(action="renew", token=wrong)
            assert (refused["code"], wrong in str(refused)) == ("forbidden", False)
        await peer.join(room)


async def test_nobody_renews_by_another_s_token_or_without_one_of_their_own(stack: Stack, url: str, cleo: Cleo) -> None:
    async with connect(url, open_timeout=60, **bearer(Cleo(stack).token)) as socket:
        assert (await Peer(socket).ask(action="renew", token=cleo.token))["code"] == "forbidden"
    async with connect(f"{url}?guest=Dora", open_timeout=60) as socket:
        assert (await Peer(socket).ask(action="renew", token=cleo.token))["code"] == "forbidden"


async def test_who_signs_out_everywhere_is_out_on_every_device_and_comes_back_by_signing_in(
    stack: Stack, url: str, room: str, cleo: Cleo
) -> None:
    headers = {"Authorization": f"Bearer {cleo.token}"}
    async with aiohttp.ClientSession() as session:
        answer = await session.post(f"{stack.endpoints.http}/tickets", headers=headers)
        ticket = (await answer.json())["ticket"]
    async with AsyncExitStack() as entered:
        here, there = await two(entered, url, cleo, room)
        bystander = Peer(await entered.enter_async_context(connect(f"{url}?guest=Dora", open_timeout=60)))
        await bystander.join(room)
        began = time.monotonic()
        assert (await here.ask(action="signOut"))["reason"] == "you"
        await there.get(type="signedOut", reason="you")
        await closed(here)
        await closed(there)
        assert time.monotonic() - began < SOON
        assert (await bystander.get(type="presence", here=False))["user"] == cleo.user
    assert await status(url, **bearer(cleo.token)) == 403
    assert await status(f"{url}?ticket={ticket}") == 403
    assert await at_home(stack, cleo.token) == 401
    await asyncio.sleep(1.0 - time.time() % 1.0)  # A sign-in is known by its second.
    anew = cleo.sign_in()
    assert await at_home(stack, anew) == 200
    async with connect(url, open_timeout=60, **bearer(anew)) as socket:
        await Peer(socket).join(room)
    assert await status(url, **bearer(cleo.token)) == 403


async def test_who_is_banned_everywhere_stays_out_until_that_is_lifted(
    stack: Stack, url: str, room: str, cleo: Cleo, inside: None
) -> None:
    async with AsyncExitStack() as entered:
        devices = await two(entered, url, cleo, room)
        with ThreadPoolExecutor(1) as pool:
            deadline = time.monotonic() + SOON
            banning = pool.submit(accounts.ban, cleo.user, "oidc:operator", deadline, minutes=5, reason="spam")
            until = await asyncio.wrap_future(banning)
        for device in devices:
            told = await device.get(type="signedOut")
            assert (told["reason"], told["text"], told["until"]) == ("banned", "spam", until)
            await closed(device)
    for token in (cleo.token, cleo.sign_in()):
        assert await status(url, **bearer(token)) == 403
        assert await at_home(stack, token) == 403
    accounts.unban(cleo.user, "oidc:operator")
    async with connect(url, open_timeout=60, **bearer(cleo.token)) as socket:
        await Peer(socket).join(room)


async def test_who_is_no_operator_bans_nobody(url: str, cleo: Cleo) -> None:
    async with connect(f"{url}?guest=Eve", open_timeout=60) as socket:
        refused = await Peer(socket).ask(action="operate", user=cleo.user, act="ban")
        assert refused["code"] == "forbidden"
    async with connect(url, open_timeout=60, **bearer(cleo.token)) as socket:
        assert (await Peer(socket).ask(action="ping"))["type"] == "pong"
