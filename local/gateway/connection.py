"""One open connection, and the table of all of them."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Protocol

from local.gateway.errors import BufferFull, Gone
from local.gateway.events import Caller
from local.gateway.limits import MESSAGES_UNDER_WAY, Limits


class Socket(Protocol):
    """What a connection needs of its socket."""

    def push(self, payload: bytes) -> None:
        """Hands one text message to the socket; raises Gone or BufferFull, and never waits."""

    async def shut(self, code: int, reason: str) -> None:
        """Closes with this code; gives up on a client that does not take part."""


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass(eq=False)
class Connection:
    """A client that `$connect` let in."""

    caller: Caller
    socket: Socket
    limits: Limits
    opened: float = field(default_factory=_now)
    active: float = field(default_factory=_now)
    under_way: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MESSAGES_UNDER_WAY))

    @property
    def id(self) -> str:
        """The id that `@connections` knows it by."""
        return self.caller.connection_id

    def push(self, payload: bytes) -> None:
        """Sends one message now; raises Gone or BufferFull."""
        self.socket.push(payload)
        self.touch()

    def touch(self) -> None:
        """Notes that a message went one way or the other. AWS does not say whether pings count: here they do not."""
        self.active = _now()

    def tell(self, message: str, request_id: str) -> None:
        """Sends the gateway's own error frame, which never says more than this; a client that is gone misses it."""
        frame = {"message": message, "connectionId": self.id, "requestId": request_id}
        try:
            self.push(json.dumps(frame).encode())
        except (Gone, BufferFull):
            return

    def seconds_left(self) -> float:
        """How long it may go on when nothing more is said."""
        return min(self.active + self.limits.idle_seconds, self.opened + self.limits.duration_seconds) - _now()


class Connections(dict[str, Connection]):
    """The open connections by id."""

    def find(self, connection_id: str) -> Connection:
        """The open connection with this id; raises Gone."""
        connection = self.get(connection_id)
        if connection is None:
            raise Gone("no such connection")
        return connection

    async def close(self, connection: Connection, code: int, reason: str = "") -> None:
        """Forgets the connection at once, then closes its socket with this code."""
        self.pop(connection.id, None)
        await connection.socket.shut(code, reason)
