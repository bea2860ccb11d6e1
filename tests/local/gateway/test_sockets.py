"""Pushing to a socket."""

from typing import cast

import pytest
from websockets.asyncio.client import connect

from local.gateway.errors import BufferFull, Gone
from local.gateway.limits import BUFFER_BYTES, FRAME_BYTES
from local.gateway.server import Gateway
from local.gateway.sockets import Socket
from tests.local.gateway.talk import connected


def server_side(gateway: Gateway) -> Socket:
    (connection,) = gateway.stage.connections.values()
    return cast(Socket, connection.socket)


async def test_no_frame_is_larger_than_the_quota(gateway: Gateway) -> None:
    """apigateway-execution-service-websocket-limits-table.html: a larger message is several frames."""
    async with connect(gateway.websocket_url) as socket:
        for size in (1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES):
            server_side(gateway).push(b"x" * size)
            frames = [part async for part in socket.recv_streaming()]
            assert sum(map(len, frames)) == size
            assert max(map(len, frames)) <= FRAME_BYTES and len(frames) == -(-size // FRAME_BYTES)


async def test_a_push_never_waits(gateway: Gateway) -> None:
    async with connected(gateway) as (socket, _):
        server = server_side(gateway)
        with pytest.raises(BufferFull):
            for _ in range(100 * BUFFER_BYTES // FRAME_BYTES):
                server.push(b"x" * FRAME_BYTES)
        socket.transport.abort()


async def test_a_closed_socket_is_gone(gateway: Gateway) -> None:
    async with connected(gateway) as (socket, _):
        server = server_side(gateway)
        await server.shut(1001, "Going away")
        with pytest.raises(Gone):
            server.push(b"x")
        await socket.wait_closed()


async def test_a_client_that_ignores_the_closing_is_cut_off(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local.gateway.sockets.CLOSE_SECONDS", 0.2)
    async with connected(gateway) as (socket, _):
        server = server_side(gateway)
        socket.transport.pause_reading()
        await server.shut(1001, "Going away")
        assert server.transport.is_closing()
        socket.transport.resume_reading()
        await socket.wait_closed()
    assert isinstance(socket.close_code, int)
