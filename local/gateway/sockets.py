"""A server-side socket that sends without waiting."""

import asyncio

from websockets.asyncio.server import ServerConnection
from websockets.protocol import State

from local.gateway.errors import BufferFull, Gone
from local.gateway.events import Caller
from local.gateway.limits import BUFFER_BYTES, FRAME_BYTES

CLOSE_SECONDS = 2.0


class Socket(ServerConnection):
    """The order of pushes is the order on the wire, and no slow client makes anybody wait."""

    caller: Caller | None = None

    def push(self, payload: bytes) -> None:
        """Hands one text message to the socket; raises Gone or BufferFull."""
        if self.state is not State.OPEN or self.transport.is_closing():
            raise Gone("the connection is closed")
        if self.transport.get_write_buffer_size() + len(payload) > BUFFER_BYTES:
            raise BufferFull("the client does not read")
        # A message above the frame quota leaves as several frames.
        self.protocol.send_text(payload[:FRAME_BYTES], fin=len(payload) <= FRAME_BYTES)
        for start in range(FRAME_BYTES, len(payload), FRAME_BYTES):
            chunk = payload[start : start + FRAME_BYTES]
            self.protocol.send_continuation(chunk, fin=start + FRAME_BYTES >= len(payload))
        self.send_data()

    async def shut(self, code: int, reason: str) -> None:
        """Closes with this code; a client that does not take part loses its TCP connection."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.close(code, reason)
        except TimeoutError:
            self.transport.abort()
