"""A `@connections` endpoint on raw sockets that keeps a record of what arrived and misbehaves as it is told."""

import asyncio
import socket
import ssl
import struct
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote


@dataclass(frozen=True)
class Post:
    """One request as it arrived, on the how-manieth line and when (monotonic)."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    line: int
    at: float

    @property
    def connection(self) -> str:
        return unquote(self.target.rpartition("/")[2])


Act = Callable[[Post, asyncio.StreamWriter], Awaitable[None]]


class Hangup(Exception):
    """Ends a line from within an act."""


class Line(asyncio.StreamReaderProtocol):
    """Known to the server from its first moment to its last."""

    transports: set[asyncio.Transport]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transports.add(transport)
        self._own = transport
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.transports.discard(self._own)
        super().connection_lost(exc)


class Connections:
    """Serves in a thread of its own from `with` on; `at` misbehaves towards one connection, `freeze` on old lines."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.posts: list[Post] = []
        self.accepted = 0
        self.reset_first_lines = 0
        self.otherwise: Act = answer(200)
        self._acts: dict[str, list[Act]] = {}
        self._tls = tls
        self._stale: set[int] = set()
        self._writers: dict[int, asyncio.StreamWriter] = {}
        self._transports: set[asyncio.Transport] = set()
        self._loop = asyncio.new_event_loop()

    @property
    def url(self) -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://localhost:{self.port}/prod"

    def at(self, connection: str, *acts: Act) -> None:
        """The acts for the posts to one connection, in turn; the last one goes on."""
        self._acts[connection] = list(acts)

    def tries(self, connection: str) -> int:
        """How many posts to a connection have arrived."""
        return sum(post.connection == connection for post in self.posts)

    def arrived(self) -> list[str]:
        """The connections that were posted to, in order."""
        return [post.connection for post in self.posts]

    def freeze(self) -> None:
        """From now on every line that is open now is reset when a request comes, as after a Lambda's long sleep."""
        self._stale = set(self._writers)

    def close_lines(self) -> None:
        """Close every line, as a server does with those that are idle."""
        self._call(self._close_lines())

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,))
        self._thread.start()
        ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, work: Awaitable[None]) -> None:
        async def run() -> None:
            await work

        asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)

    def _serve(self, ready: threading.Event) -> None:
        start = self._loop.create_server(self._line, "127.0.0.1", 0, ssl=self._tls, backlog=512)
        self._server = self._loop.run_until_complete(start)
        self.port = self._server.sockets[0].getsockname()[1]
        self._loop.call_soon(ready.set)
        self._loop.run_forever()

    def _line(self) -> asyncio.StreamReaderProtocol:
        protocol = Line(asyncio.StreamReader(loop=self._loop), self._accept, loop=self._loop)
        protocol.transports = self._transports
        return protocol

    async def _stop(self) -> None:
        self._server.close()
        # A line that was accepted a moment ago is on its way through several turns of the loop.
        for _ in range(3):
            await asyncio.sleep(0.01)
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            for transport in list(self._transports):
                transport.abort()
        await asyncio.sleep(0.01)

    async def _close_lines(self) -> None:
        for writer in list(self._writers.values()):
            writer.close()
        # The end goes out in the next turn; nobody can wait for the answer of a client that sleeps.
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        line = self.accepted
        self._writers[line] = writer
        try:
            if line <= self.reset_first_lines:
                await reset(None, writer)
            while True:
                await self._one(line, reader, writer)
        except (Hangup, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            del self._writers[line]
            writer.transport.abort()

    async def _one(self, line: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        request, *fields = head.rstrip("\r\n").split("\r\n")
        method, target, _ = request.split(" ")
        headers = {name.lower(): value for name, value in (field.split(": ", 1) for field in fields)}
        body = await reader.readexactly(int(headers["content-length"]))
        if line in self._stale:
            await reset(None, writer)
        post = Post(method, target, headers, body, line, time.monotonic())
        self.posts.append(post)
        acts = self._acts.get(post.connection, [self.otherwise])
        await (acts.pop(0) if len(acts) > 1 else acts[0])(post, writer)


def answer(status: int, body: bytes = b"", *, close: bool = False) -> Act:
    """A plain answer, after which the line stays or is closed."""

    async def act(_: Post, writer: asyncio.StreamWriter) -> None:
        closing = b"Connection: close\r\n" if close else b""
        writer.write(b"HTTP/1.1 %d Some\r\n%sContent-Length: %d\r\n\r\n%s" % (status, closing, len(body), body))
        if close:
            await writer.drain()
            writer.close()
            raise Hangup

    return act


def raw(*parts: bytes, then_close: bool = False) -> Act:
    """Any bytes, each part in a write of its own."""

    async def act(_: Post, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0.005)
        if then_close:
            writer.close()
            raise Hangup

    return act


def trickle(data: bytes, every: float) -> Act:
    """A byte at a time."""

    async def act(_: Post, writer: asyncio.StreamWriter) -> None:
        for byte in data:
            writer.write(bytes([byte]))
            await asyncio.sleep(every)

    return act


def after(delay: float, then: Act) -> Act:
    """A slow service."""

    async def act(post: Post, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(delay)
        await then(post, writer)

    return act


async def hang(_: Post, writer: asyncio.StreamWriter) -> None:
    """Never an answer."""
    await asyncio.get_running_loop().create_future()


async def hang_up(_: Post, writer: asyncio.StreamWriter) -> None:
    """A tidy end instead of an answer."""
    writer.close()
    raise Hangup


async def reset(_: Post | None, writer: asyncio.StreamWriter) -> None:
    """A TCP reset instead of an answer."""
    lingering: socket.socket = writer.get_extra_info("socket")
    lingering.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    raise Hangup


def names(count: int) -> Iterable[str]:
    """Connection ids of the shape that API Gateway gives out."""
    return [f"L0SM9cOFvHcCI{number:05}h=" for number in range(count)]
