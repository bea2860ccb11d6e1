"""Somebody in the talk: one raw connection that keeps every frame it hears, with the time, and mends nothing."""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI

Frame = dict[str, Any]
TRIES = 5


class Broken(Exception):
    """What should hold does not; the message says it in one sentence."""


@dataclass(frozen=True)
class Heard:
    """A frame, and when it came."""

    frame: Frame
    at: float


class Person:
    """Connects, asks and listens. Whatever does not come in time raises Broken."""

    def __init__(self, name: str, url: str, header: str, patience: float) -> None:
        self.name = name
        self.heard: list[Heard] = []
        self._url, self._header, self._patience = url, header, patience
        self._news = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._listening: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Opens the connection."""
        try:
            self._socket = await connect(
                self._url, additional_headers={"Authorization": self._header}, compression=None, open_timeout=30
            )
        except InvalidStatus as error:
            raise Broken(f"{self.name} is refused at {self._url}: status {error.response.status_code}.") from None
        except (OSError, TimeoutError, InvalidHandshake, InvalidURI) as error:
            raise Broken(f"{self.name} cannot connect to {self._url}: {str(error) or 'no answer in time'}.") from None
        self._listening = asyncio.create_task(self._listen(self._socket))

    async def cut(self) -> None:
        """Breaks the connection without a goodbye, as a tunnel does."""
        if self._socket and self._listening:
            self._socket.transport.abort()
            await self._listening

    async def close(self) -> None:
        """Says goodbye."""
        if self._socket and self._listening:
            await self._socket.close()
            await self._listening

    async def ask(self, action: str, **fields: Any) -> Heard:
        """The answer to a request, which is sent again with the same id while the service asks for that."""
        request = {"action": action, "id": secrets.token_hex(8), **fields}
        for attempt in range(TRIES):
            await asyncio.sleep(attempt)
            since = len(self.heard)
            await self.send(request)
            answer = await self.hear(lambda frame: frame.get("id") == request["id"], since, f"an answer to {action}")
            if not answer.frame.get("retry"):
                return answer
        raise Broken(f"{self.name} asked for {action} {TRIES} times and was told {answer.frame['code']} each time.")

    async def send(self, request: Frame) -> None:
        """Puts a request on the wire."""
        if self._socket is None:
            raise Broken(f"{self.name} is not connected.")
        try:
            await self._socket.send(json.dumps(request, ensure_ascii=False))
        except ConnectionClosed:
            raise Broken(f"The connection of {self.name} has ended by itself.") from None

    async def hear(self, fits: Callable[[Frame], bool], since: int, what: str) -> Heard:
        """The first frame that fits, of those that have come since then or come in time."""
        try:
            async with asyncio.timeout(self._patience):
                while True:
                    for one in self.heard[since:]:
                        if fits(one.frame):
                            return one
                    since = len(self.heard)
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise Broken(f"{self.name} has not heard {what} within {self._patience:g} s.") from None

    async def _listen(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            async for text in socket:
                self.heard.append(Heard(json.loads(text), time.monotonic()))
                self._news.set()
