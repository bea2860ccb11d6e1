"""Quotas, as in apigateway-execution-service-websocket-limits-table.html and apigateway-websocket-api-overview.html."""

import asyncio
import json
import time
from collections.abc import Iterable

import pytest
from websockets.exceptions import ConnectionClosed

from local.gateway.limits import FRAME_BYTES, MESSAGE_BYTES, Limits
from local.gateway.server import Gateway
from tests.local.gateway.conftest import Deployed
from tests.local.gateway.ear import Ear, about
from tests.local.gateway.talk import Management, connected


def padded(size: int) -> str:
    """A message for the echo route of exactly so many bytes."""
    start = '{"action": "echo", "pad": "'
    return start + "x" * (size - len(start) - 2) + '"}'


def fragments(message: str, size: int = FRAME_BYTES) -> Iterable[str]:
    return [message[start : start + size] for start in range(0, len(message), size)]


def test_the_quotas_are_those_of_the_table() -> None:
    assert (FRAME_BYTES, MESSAGE_BYTES, Limits()) == (32_768, 131_072, Limits(600, 7200))


async def test_the_largest_frame_and_the_largest_message_pass(gateway: Gateway) -> None:
    async with connected(gateway, max_size=None) as (socket, _):
        for message in (padded(FRAME_BYTES), padded(MESSAGE_BYTES)):
            # The library sends an empty last frame after a fragmented message: it does not count.
            await socket.send(fragments(message))
            assert await asyncio.wait_for(socket.recv(), 10) == message


@pytest.mark.parametrize(
    "message", [padded(FRAME_BYTES + 1), fragments(padded(MESSAGE_BYTES + 1))], ids=["frame", "message"]
)
async def test_a_byte_more_is_1009(gateway: Gateway, ear: Ear, message: str | Iterable[str]) -> None:
    """…limits-table.html: a larger message or a larger frame closes the connection with code 1009."""
    async with connected(gateway) as (socket, connection_id):
        with pytest.raises(ConnectionClosed) as closed:
            await socket.send(message)
            await socket.recv()
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009
    context = (await ear.first(about(connection_id, "DISCONNECT")))["requestContext"]
    assert context["disconnectStatusCode"] == 1009


async def test_silence_ends_with_1001(deployed: Deployed, ear: Ear) -> None:
    """…limits-table.html: idle connection timeout; …overview.html: 1001."""
    async with deployed.gateway(idle_seconds=0.2) as gateway, connected(gateway) as (socket, connection_id):
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), 5)
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1001, "Going away")
        context = (await ear.first(about(connection_id, "DISCONNECT")))["requestContext"]
        assert (context["disconnectStatusCode"], context["disconnectReason"]) == (1001, "Going away")


async def test_what_is_said_in_either_direction_is_no_silence(deployed: Deployed) -> None:
    async with deployed.gateway(idle_seconds=0.6) as gateway, connected(gateway) as (socket, connection_id):
        management, started = Management(gateway), time.monotonic()
        while time.monotonic() - started < 1.0:
            await management.post(connection_id, b"there")
            await socket.recv()
        while time.monotonic() - started < 2.0:
            await socket.send(json.dumps({"action": "quiet"}))
            await asyncio.sleep(0.1)
        await management.post(connection_id, b"still there")


async def test_nobody_stays_longer_than_the_duration(deployed: Deployed) -> None:
    """…limits-table.html: connection duration; …overview.html: 1001."""
    async with deployed.gateway(duration_seconds=0.5) as gateway, connected(gateway) as (socket, _):
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                await socket.send(json.dumps({"action": "echo"}))
                await asyncio.wait_for(socket.recv(), 5)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1001
