"""One WebSocket connection: opened, listened to, closed. It knows frames, and nothing of rooms."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import quote

from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as open_websocket
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI, WebSocketException

from .decode import decode
from .errors import ParleyError, Refused, Unreachable
from .frames import Frame
from .requests import Request, encode
from .timing import Timing

# The same bytes as JavaScript's encodeURIComponent.
UNRESERVED = "!~*'()"
REFUSALS = {
    401: "the server wants a name or a token",
    403: "the server refuses this name or token, or the address is wrong",
}


class LineLost(Exception):
    """The connection is gone: whatever was asked on it is to be asked on the next one."""


class Line:
    """An open connection; `lost` tells when and why it is none any more."""

    def __init__(self, websocket: ClientConnection, on_frame: Callable[["Line", Frame], None]) -> None:
        self.entries: dict[str, asyncio.Task[None]] = {}  # the rooms joined, or being joined, on this connection
        self.opened = self.heard = time.monotonic()
        self._websocket = websocket
        self._on_frame = on_frame
        self._why = ""
        self.lost: asyncio.Task[str] = asyncio.create_task(self._listen())

    async def send(self, request: Request) -> None:
        """Put a request on the wire; raises LineLost, or ParleyError for a request that no line can carry."""
        text = encode(request)
        try:
            await self._websocket.send(text)
        except ConnectionClosed:
            raise LineLost from None

    def fail(self, why: str) -> None:
        """Give up a connection that is no good: `lost` follows at once."""
        self._why = self._why or why
        self._websocket.transport.abort()

    async def close(self) -> None:
        """Say goodbye and wait for the end."""
        self._why = self._why or "closed"
        await self._websocket.close()
        await self.lost

    async def _listen(self) -> str:
        with suppress(ConnectionClosed):
            while True:
                raw = await self._websocket.recv()
                self.heard = time.monotonic()
                if (frame := decode(raw)) is not None:
                    self._on_frame(self, frame)
        return self._why or _reason(self._websocket)


async def open_line(
    url: str, timing: Timing, on_frame: Callable[[Line, Frame], None], headers: Mapping[str, str]
) -> Line:
    """Connect as whom the headers name; raises Refused or Unreachable."""
    try:
        websocket = await open_websocket(
            url,
            additional_headers=headers,
            compression=None,  # API Gateway has none
            open_timeout=timing.handshake,
            ping_interval=timing.keepalive,
            close_timeout=2,
        )
    except InvalidStatus as error:
        raise _refusal(error.response.status_code) from None
    except InvalidURI:
        raise Refused(0, f"{url} is not a WebSocket address: it begins with ws:// or wss://") from None
    except (OSError, TimeoutError, InvalidHandshake, WebSocketException) as error:
        raise Unreachable(f"nobody answers at {url} ({str(error) or 'no answer in time'})") from None
    return Line(websocket, on_frame)


def authorization(name: str) -> dict[str, str]:
    """The header that carries a guest's name."""
    try:
        return {"Authorization": "Guest " + quote(name, safe=UNRESERVED)}
    except UnicodeEncodeError:
        raise ParleyError("this name has half a character in it (a lone surrogate)", "bad_frame") from None


def _refusal(status: int) -> ParleyError:
    if status in REFUSALS:
        return Refused(status, f"{REFUSALS[status]} (status {status})")
    return Unreachable(f"the server has no time or a fault (status {status})")


def _reason(websocket: ClientConnection) -> str:
    if websocket.close_code in (None, 1006):
        return "the connection broke"
    return f"the server closed the connection ({websocket.close_code} {websocket.close_reason or ''}".rstrip() + ")"
