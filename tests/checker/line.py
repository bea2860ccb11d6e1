"""One WebSocket connection of a client: frames out, frames in, and two ways to end it."""

import asyncio
import json
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

Frame = dict[str, Any]
HANDSHAKE = 20.0


class Unreachable(Exception):
    """The handshake failed; another attempt may not."""


class Line:
    """An open connection; `lost` is done when it is none any more."""

    def __init__(self, websocket: ClientConnection, receive: Callable[[Frame], None]) -> None:
        self._websocket = websocket
        self._receive = receive
        self.lost = asyncio.create_task(self._listen())

    async def send(self, frame: Frame) -> bool:
        """Puts a frame on the wire; False where there is no wire any more."""
        try:
            await self._websocket.send(json.dumps(frame, ensure_ascii=False))
        except ConnectionClosed:
            return False
        return True

    async def close(self) -> None:
        """Says goodbye and waits for the end."""
        await self._websocket.close()
        await self.lost

    def abort(self) -> None:
        """Resets the TCP connection: neither side can say goodbye."""
        raw = self._websocket.transport.get_extra_info("socket")
        with suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._websocket.transport.abort()

    async def _listen(self) -> str:
        with suppress(ConnectionClosed):
            while True:
                frame = json.loads(await self._websocket.recv())
                self._receive(frame)
        return f"{self._websocket.close_code} {self._websocket.close_reason or ''}".strip()


async def open_line(url: str, name: str, receive: Callable[[Frame], None]) -> Line:
    """Connects as a guest of that name; Unreachable where the handshake fails."""
    address = f"{url}?guest={quote(name)}"
    try:
        websocket = await connect(
            address,
            compression=None,
            ping_interval=None,
            close_timeout=1,
            max_size=None,
            open_timeout=HANDSHAKE,
            proxy=None,
        )
    except (OSError, TimeoutError, WebSocketException) as error:
        raise Unreachable(str(error)) from None
    return Line(websocket, receive)
