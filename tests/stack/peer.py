"""Someone at the other end of a plain WebSocket: sends frames, and waits for the one that is expected."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self
from urllib.parse import quote

from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60.0
Frame = dict[str, Any]


class Peer:
    """One connection; frames that nobody has asked for yet are kept in order."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.kept: list[Frame] = []

    async def send(self, **frame: Any) -> None:
        """Sends a frame and waits for nothing."""
        await self.socket.send(json.dumps(frame))

    async def get(self, **wanted: Any) -> Frame:
        """The first frame, of those kept and those to come, that has all these fields."""
        for index, kept in enumerate(self.kept):
            if _has(kept, wanted):
                return self.kept.pop(index)
        async with asyncio.timeout(PATIENCE):
            while True:
                frame: Frame = json.loads(await self.socket.recv())
                if _has(frame, wanted):
                    return frame
                self.kept.append(frame)

    async def ask(self, **frame: Any) -> Frame:
        """Sends a request with an id and returns what carries the same id: the answer, the own copy or the error."""
        request_id = frame.setdefault("id", secrets.token_hex(8))
        await self.send(**frame)
        return await self.get(id=request_id)

    async def join(self, room: str, **position: Any) -> Frame:
        """The `joined` frame."""
        joined = await self.ask(action="joinRoom", room=room, **position)
        assert joined["type"] == "joined", joined
        return joined

    async def say(self, room: str, text: str, **more: Any) -> Frame:
        """The own copy of a message."""
        message = await self.ask(action="sendMessage", room=room, text=text, **more)
        assert message["type"] == "message", message
        return message

    async def nothing_more(self) -> list[Frame]:
        """What has come without having been asked for, once a ping has come back: frames of before are before it."""
        await self.ask(action="ping")
        kept, self.kept = self.kept, []
        return kept

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()


@asynccontextmanager
async def peer(url: str, name: str) -> AsyncIterator[Peer]:
    """A connected peer of that name."""
    async with connect(f"{url}?guest={quote(name)}", max_size=None, open_timeout=PATIENCE) as socket:
        yield Peer(socket)


def _has(frame: Frame, wanted: Frame) -> bool:
    return all(name in frame and frame[name] == value for name, value in wanted.items())


def texts(messages: list[Frame]) -> list[str]:
    """What was said, in the order given."""
    return [message["text"] for message in messages]


def seqs(messages: list[Frame]) -> list[int]:
    """At which numbers, in the order given."""
    return [message["seq"] for message in messages]
