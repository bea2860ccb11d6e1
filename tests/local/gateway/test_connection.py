"""One connection and the table of them."""

import asyncio

import pytest

from local.gateway.connection import Connection, Connections
from local.gateway.errors import BufferFull, Gone
from local.gateway.events import Caller, Handshake
from local.gateway.limits import Limits


class Recorder:
    """A socket's interface, recording; with `failing` it cannot send."""

    def __init__(self, failing: Exception | None = None) -> None:
        self.failing = failing
        self.sent: list[bytes] = []
        self.closed: tuple[int, str] | None = None

    def push(self, payload: bytes) -> None:
        if self.failing:
            raise self.failing
        self.sent.append(payload)

    async def shut(self, code: int, reason: str) -> None:
        self.closed = (code, reason)


def connection(socket: Recorder, limits: Limits | None = None) -> Connection:
    return Connection(Caller("ana=", 0, Handshake()), socket, limits or Limits())


async def test_it_ends_after_silence_and_after_its_duration() -> None:
    ana = connection(Recorder(), Limits(idle_seconds=5, duration_seconds=60))
    assert 4 < ana.seconds_left() <= 5
    ana.active -= 4
    ana.push(b"hello")
    assert 4 < ana.seconds_left() <= 5
    ana.opened -= 59
    assert ana.seconds_left() <= 1


async def test_the_gateways_own_frame_says_no_more_than_this() -> None:
    socket = Recorder()
    connection(socket).tell("Forbidden", "request=")
    assert socket.sent == [b'{"message": "Forbidden", "connectionId": "ana=", "requestId": "request="}']


@pytest.mark.parametrize("failing", [Gone("gone"), BufferFull("full")])
async def test_nobody_minds_that_a_client_misses_it(failing: Exception) -> None:
    ana = connection(Recorder(failing))
    ana.tell("Forbidden", "request=")
    with pytest.raises(type(failing)):
        ana.push(b"")


async def test_a_connection_that_closes_is_forgotten_first() -> None:
    connections, socket = Connections(), Recorder()
    ana = connection(socket)
    connections[ana.id] = ana
    assert connections.find("ana=") is ana
    closing = asyncio.ensure_future(connections.close(ana, 1001, "Going away"))
    await closing
    assert socket.closed == (1001, "Going away")
    with pytest.raises(Gone):
        connections.find("ana=")
