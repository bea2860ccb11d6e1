"""One keep-alive line to the Management API: carries one post at a time."""

import asyncio
import ssl
from typing import Protocol

from delivery.http1 import BadAnswer, Reader
from delivery.tls import Tls

# One buffer serves all lines: what is in it has been read before control goes back to the loop.
_BUFFER = memoryview(bytearray(262_144))


class Caller(Protocol):
    """Whoever holds a line learns from it what became of it."""

    def connected(self, line: "Line") -> None: ...
    def answered(self, line: "Line", status: int) -> None: ...
    def lost(self, line: "Line") -> None: ...


class Line(asyncio.BufferedProtocol):
    """`post` is the connection that a post is on its way to, `due` the moment to give up waiting."""

    __slots__ = ("_reader", "_tls", "_transport", "caller", "due", "open", "post", "reason", "used")

    def __init__(self, caller: Caller, tls: Tls | None, due: float) -> None:
        self.caller: Caller | None = caller
        self.due = due
        self.post: str | None = None
        self.open = False
        self.used = False
        self.reason: Exception | None = None
        self._tls = tls
        self._reader = Reader()
        self._transport: asyncio.Transport | None = None

    @property
    def reusable(self) -> bool:
        """Whether another post may follow the answer that has just come."""
        return self._reader.reusable

    @property
    def status(self) -> int:
        """The status of an answer whose end has not come yet, or 0."""
        return self._reader.status

    @property
    def stale(self) -> bool:
        """Whether this line was open before the post and ended without a byte: closed by the server meanwhile."""
        return self.used and not self._reader.started

    def send(self, post: str, request: bytes, due: float) -> None:
        """Put a request on the line, in one write."""
        self.post = post
        self.due = due
        self._reader.begin()
        assert self._transport is not None
        try:
            self._transport.write(request if self._tls is None else self._tls.seal(request))
        except ssl.SSLError:
            self._transport.abort()  # The caller is in the midst of its work: it hears of it in the loop's next turn.

    def drop(self) -> None:
        """Cut the line at once; its caller hears no more of it."""
        self.caller = None
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self.caller is None:
            transport.abort()
        elif self._tls is None:
            self._opened()
        else:
            transport.write(self._tls.shake())

    def get_buffer(self, sizehint: int) -> memoryview:
        return _BUFFER

    def buffer_updated(self, nbytes: int) -> None:
        tls = self._tls
        try:
            if tls is None:
                self._read(bytes(_BUFFER[:nbytes]))
            elif tls.ready:
                data = tls.open(_BUFFER[:nbytes])
                if data:
                    self._read(data)
                elif data is None:
                    self._ended()
            else:
                self._shake(tls, nbytes)
        except (BadAnswer, ssl.SSLError) as error:
            self.fail(error)

    def eof_received(self) -> None:
        self._ended()

    def connection_lost(self, exc: Exception | None) -> None:
        self.fail(exc)

    def fail(self, reason: Exception | None) -> None:
        """The line is of no more use, for this reason."""
        self.reason = self.reason or reason
        self._lost()

    def _shake(self, tls: Tls, nbytes: int) -> None:
        assert self._transport is not None
        self._transport.write(tls.shake(_BUFFER[:nbytes]))
        if tls.ready:
            self._opened()

    def _opened(self) -> None:
        self.open = True
        if self.caller is not None:
            self.caller.connected(self)

    def _read(self, data: bytes) -> None:
        if self.post is None:
            self._lost()  # Nothing was asked: a time-out notice, or garbage.
        elif self._reader.feed(data):
            self._answered()

    def _ended(self) -> None:
        if self.post is not None and self._reader.end():
            self._answered()
        self._lost()

    def _answered(self) -> None:
        self.used = True
        if self.caller is not None:
            self.caller.answered(self, self._reader.status)

    def _lost(self) -> None:
        caller = self.caller
        self.drop()
        if caller is not None:
            caller.lost(self)
