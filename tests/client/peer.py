"""The other end of the line: a real server that speaks the protocol, and leaves its path where a test says so."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import jwt
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from tests.client.log_of_peer import Frame, Log
from tests.client.manners import MANNERS

Detour = Callable[["Line", Frame], Awaitable[None]]


@dataclass(eq=False)
class Line:
    """One connection, and everything that was asked on it."""

    websocket: ServerConnection
    name: str
    asked: list[Frame] = field(default_factory=list)

    @property
    def user(self) -> Frame:
        """Who speaks here, as frames name them."""
        if self.name.startswith("Bearer "):
            return user(str(jwt.decode(self.name[7:], options={"verify_signature": False})["name"]))
        return user(unquote(self.name.removeprefix("Guest ")))

    async def send(self, frame: Frame | str) -> None:
        await self.websocket.send(frame if isinstance(frame, str) else json.dumps(frame))

    async def answer(self, request: Frame, kind: str, **fields: object) -> None:
        await self.send({"type": kind, "id": request["id"]} | fields)

    def kill(self) -> None:
        self.websocket.transport.abort()


class Peer:
    """`lines` and `asked` tell what came; `detours` holds, for each action, what to do instead of the right thing."""

    def __init__(self) -> None:
        self.rooms: dict[str, Log] = {}
        self.lines: list[Line] = []
        self.asked: list[Frame] = []
        self.detours: dict[str, deque[Detour]] = {}
        self.refusals: deque[int] = deque()
        self.page_size = 50
        self.port = 0
        self._changed = asyncio.Condition()
        self._server: Server | None = None

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/live"

    async def start(self) -> None:
        self._server = await serve(
            self._serve, "127.0.0.1", self.port, process_request=self._refuse, ping_interval=None, close_timeout=1
        )
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def stop(self, code: int = 1001) -> None:
        assert self._server is not None
        self._server.close(code=code)
        await self._server.wait_closed()

    def room(self, name: str) -> Log:
        return self.rooms.setdefault(name, Log(name))

    def commit(self, room: str, text: str, id: str | None = None, name: str = "Bo", **more: Any) -> int:
        """Store a message and tell nobody."""
        return self.room(room).add("message", user(name), id, text=text, **more)

    async def deliver(self, room: str, *seqs: int) -> None:
        for seq in seqs:
            for line in list(self.room(room).lines):
                try:
                    await line.send(self.room(room).entries[seq])
                except ConnectionClosed:
                    self.room(room).lines.discard(line)

    async def say(self, room: str, *texts: str) -> None:
        for text in texts:
            await self.deliver(room, self.commit(room, text))

    def detour(self, action: str, *detours: Detour) -> None:
        self.detours.setdefault(action, deque()).extend(detours)

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that a connection or a request brings about."""
        async with self._changed, asyncio.timeout(10):
            await self._changed.wait_for(happened)

    async def told(self, action: str, times: int = 1) -> list[Frame]:
        """Wait until that many requests of a kind have come."""
        await self.until(lambda: len(self.requests(action)) >= times)
        return self.requests(action)

    def texts(self, room: str) -> list[str]:
        """What was stored in a room, in order."""
        return [str(message["text"]) for message in self.room(room).messages()]

    def requests(self, action: str) -> list[Frame]:
        return [frame for frame in self.asked if frame["action"] == action]

    def _refuse(self, websocket: ServerConnection, request: Request) -> Response | None:
        if not self.refusals:
            return None
        return websocket.respond(HTTPStatus(self.refusals.popleft()), "no\n")

    async def _serve(self, websocket: ServerConnection) -> None:
        assert websocket.request is not None
        line = Line(websocket, websocket.request.headers["Authorization"])
        self.lines.append(line)
        await self._notify()
        try:
            async for raw in websocket:
                frame = json.loads(raw)
                line.asked.append(frame)
                self.asked.append(frame)
                detours = self.detours.get(frame["action"])
                await (detours.popleft() if detours else self.answer)(line, frame)
                await self._notify()
        except ConnectionClosed:
            pass
        finally:
            for log in self.rooms.values():
                log.lines.discard(line)
            await self._notify()

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def answer(self, line: Line, frame: Frame) -> None:
        """Do the right thing."""
        await MANNERS[frame["action"]](self, line, frame)

    async def do(self, room: str, kind: str, by: str = "Bo", /, **fields: Any) -> int:
        """Write an entry of any type and deliver it."""
        seq = self.room(room).add(kind, user(by), **fields)
        await self.deliver(room, seq)
        return seq

    def joined(self, line: Line, frame: Frame) -> Frame:
        log = self.room(frame["room"])
        log.lines.add(line)
        recovered = frame.get("epoch", log.epoch) == log.epoch
        resumes = recovered and "after" in frame
        after = frame["after"] if resumes else max(0, log.head - self.page_size)
        through = min(log.head, after + self.page_size)
        roster = [user("Ana")]
        return {
            **{"type": "joined", "room": frame["room"], "id": frame["id"], "epoch": log.epoch, "head": log.head},
            **{"after": after, "through": through, "messages": log.page(after, through), "recovered": recovered},
            **{"more": through < log.head if resumes else after > 0, "roster": roster, "here": len(log.lines)},
            **{"you": line.user | {"role": "member"}, "about": log.about, "read": log.read},
        }


def user(name: str) -> Frame:
    """A guest of that name."""
    return {"user": f"guest:{name.lower()}", "name": name}


def fault(code: str, retry: bool) -> Detour:
    """Answer with an error of the protocol."""

    async def answer(line: Line, frame: Frame) -> None:
        error = {"type": "error", "code": code, "retry": retry, "id": frame["id"], "message": f"a test says {code}"}
        await line.send(error)

    return answer


async def silence(line: Line, frame: Frame) -> None:
    """Answer nothing."""


async def hang_up(line: Line, frame: Frame) -> None:
    """Break the connection instead of an answer."""
    line.kill()
