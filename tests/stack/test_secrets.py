"""What people say, and what they prove themselves with, is in no log: every secret of a conversation is looked for."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from local import sources
from local.sam import STAGE
from local.stack import Stack
from tests.stack.peer import Peer, peer
from tests.stack.test_http_api import token

__all__ = ["token"]


NAMES = ("query", "subprotocol", "header")
# As it is written, or as text in a line of JSON.
AUDIT = re.compile(r'\\?"service\\?": ?\\?"audit')


def secret() -> str:
    """Something that nobody else has."""
    return f"s{secrets.token_hex(12)}"


@pytest.fixture
def logs(stack: Stack) -> Iterator[list[Path]]:
    """Every log of the stack: of the functions, the gateway, the emulator, and the deploy."""
    yield [path for path in stack.places.logs.iterdir() if path.is_file()]


async def refused(url: str, **how: object) -> None:
    with pytest.raises(InvalidStatus):
        async with connect(url, open_timeout=60, **how):  # type: ignore[arg-type]
            pass


async def test_promise_7_no_name_token_key_or_text_is_in_a_log(
    stack: Stack, url: str, room: str, token: str, logs: list[Path]
) -> None:
    used = {what: secret() for what in ("query", "subprotocol", "header", "bad bearer", "text", "bad frame", "webhook")}
    async with peer(url, used["query"]) as ana:
        await ana.join(room)
        await ana.say(room, used["text"])
        await ana.socket.send(f'{{"action":"{used["bad frame"]}"')
        assert (await ana.get(type="error"))["code"] == "bad_frame"
    offers = [Subprotocol("parley.v1"), Subprotocol(f"guest.{used['subprotocol']}")]
    async with connect(url, open_timeout=60, subprotocols=offers) as socket:
        await Peer(socket).join(room)
    async with connect(url, open_timeout=60, additional_headers={"Authorization": f"Guest {used['header']}"}) as socket:
        await Peer(socket).join(room)
    await refused(url, additional_headers={"Authorization": f"Bearer {used['bad bearer']}"})

    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    key = parts.client("apigateway").get_api_key(apiKey=parts.part("WebhooksApiKey"), includeValue=True)["value"]
    webhook = f"{parts.aws}/_aws/execute-api/{parts.part('Webhooks')}/{STAGE}/rooms/operations"
    async with aiohttp.ClientSession() as tools:
        async with tools.post(webhook, json={"text": used["webhook"]}, headers={"x-api-key": key}) as answer:
            assert answer.status == 202
        async with tools.get(f"{stack.endpoints.http}/me", headers={"Authorization": f"Bearer {token}"}) as answer:
            assert answer.status == 200

    used |= {"API key": key, "ID token": token, "its signature": token.rpartition(".")[2]}
    lines = [line for path in logs for line in path.read_text(errors="replace").splitlines()]
    trail = [line for line in lines if AUDIT.search(line)]
    written = "\n".join(line for line in lines if line not in trail)
    assert "sendMessage" in written, "the functions' log is among them"
    assert not [what for what, value in used.items() if value in written]
    # The trail says who, and that alone.
    assert not [what for what, value in used.items() if what not in NAMES and value in "\n".join(trail)]
    assert [what for what in NAMES if used[what] in "\n".join(trail)] == list(NAMES)
