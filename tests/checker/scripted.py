"""A server on loopback that answers as a test says, and remembers what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve

Frame = dict[str, Any]
Answers = Callable[[Frame], list[Frame]]


class Scripted:
    """`heard` has every frame in order; `answers` says what goes back to a frame, each with the frame's id."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.heard: list[Frame] = []
        self.lines: list[ServerConnection] = []
        self.url = ""
        self._news = asyncio.Event()

    async def serve(self, line: ServerConnection) -> None:
        """Serves one connection."""
        self.lines.append(line)
        async for raw in line:
            frame = json.loads(raw)
            self.heard.append(frame)
            self._news.set()
            for answer in self.answers(frame):
                await line.send(json.dumps({"id": frame.get("id")} | answer))

    async def tell(self, *frames: Frame) -> None:
        """Sends frames that nobody asked for, on the newest line."""
        for frame in frames:
            await self.lines[-1].send(json.dumps(frame))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds of what was heard."""
        async with asyncio.timeout(10):
            while not holds():
                self._news.clear()
                await self._news.wait()

    def asked(self, action: str) -> list[Frame]:
        """The frames of one action."""
        return [frame for frame in self.heard if frame["action"] == action]


@asynccontextmanager
async def scripted(answers: Answers) -> AsyncIterator[Scripted]:
    """A scripted server while the context lasts."""
    made = Scripted(answers)
    server: Server = await serve(made.serve, "127.0.0.1", 0)
    async with server:
        made.url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield made
