"""One line over a real pair of sockets: what its caller hears."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from delivery.line import Line

REQUEST = b"POST /p/@connections/a HTTP/1.1\r\ncontent-length: 0\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Caller:
    """Writes down what it hears."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[str] = asyncio.Queue()

    def connected(self, line: Line) -> None:
        self.heard.put_nowait("connected")

    def answered(self, line: Line, status: int) -> None:
        line.post = None
        self.heard.put_nowait(str(status))

    def lost(self, line: Line) -> None:
        self.heard.put_nowait("lost")


@pytest.fixture
async def caller() -> Caller:
    return Caller()


@pytest.fixture
async def ends(caller: Caller) -> AsyncIterator[tuple[Line, socket.socket]]:
    """A line and the server's end of it."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    line = Line(caller, None, 0.0)
    await asyncio.get_running_loop().create_connection(lambda: line, sock=ours)
    assert await caller.heard.get() == "connected"
    yield line, theirs
    line.drop()
    theirs.close()
    await asyncio.sleep(0)


async def test_a_post_and_its_answer(caller: Caller, ends: tuple[Line, socket.socket]) -> None:
    line, server = ends
    line.send("a", REQUEST, 3.0)
    assert (line.post, line.due, line.used) == ("a", 3.0, False)
    assert await asyncio.get_running_loop().sock_recv(server, 1000) == REQUEST
    server.send(OK)
    assert await caller.heard.get() == "200"
    assert line.used and line.reusable


async def test_a_notice_that_nobody_asked_for_ends_a_line_at_rest(
    caller: Caller, ends: tuple[Line, socket.socket]
) -> None:
    _, server = ends
    server.send(b"HTTP/1.1 408 Request Timeout\r\n\r\n")
    assert await caller.heard.get() == "lost"


async def test_an_end_without_a_byte_after_an_answer_is_stale(caller: Caller, ends: tuple[Line, socket.socket]) -> None:
    line, server = ends
    line.send("a", REQUEST, 3.0)
    server.send(OK)
    assert await caller.heard.get() == "200"
    line.send("b", REQUEST, 3.0)
    server.close()
    assert await caller.heard.get() == "lost"
    assert line.stale and line.post == "b"


async def test_an_end_on_a_new_line_or_within_an_answer_is_not_stale(
    caller: Caller, ends: tuple[Line, socket.socket]
) -> None:
    line, server = ends
    line.send("a", REQUEST, 3.0)
    server.send(OK[:10])
    server.close()
    assert await caller.heard.get() == "lost"
    assert not line.stale and line.status == 0


async def test_garbage_ends_a_line_and_says_why(caller: Caller, ends: tuple[Line, socket.socket]) -> None:
    line, server = ends
    line.send("a", REQUEST, 3.0)
    server.send(b"nonsense")
    assert await caller.heard.get() == "lost"
    assert "HTTP/1.1" in str(line.reason)


async def test_a_line_that_was_dropped_is_silent(caller: Caller, ends: tuple[Line, socket.socket]) -> None:
    line, server = ends
    line.drop()
    assert await asyncio.get_running_loop().sock_recv(server, 10) == b""
    assert caller.heard.empty()


async def test_a_line_that_was_dropped_before_it_opened_closes(caller: Caller) -> None:
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    line = Line(caller, None, 0.0)
    line.drop()
    await asyncio.get_running_loop().create_connection(lambda: line, sock=ours)
    assert await asyncio.get_running_loop().sock_recv(theirs, 10) == b""
    assert caller.heard.empty() and not line.open
    theirs.close()
