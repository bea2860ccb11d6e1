"""The other end of the line: a real server that speaks the protocol, and leaves its path where a test says so."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

Frame = dict[str, Any]
Detour = Callable[["Line", Frame], Awaitable[None]]


@dataclass
class Log:
    """A room: its messages, and who listens."""

    epoch: str = "e1"
    head: int = 0
    messages: dict[int, Frame] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    lines: set["Line"] = field(default_factory=set)

    def page(self, after: int, through: int) -> list[Frame]:
        return [self.messages[seq] for seq in range(after + 1, through + 1) if seq in self.messages]


@dataclass(eq=False)
class Line:
    """One connection, and everything that was asked on it."""

    websocket: ServerConnection
    name: str
    asked: list[Frame] = field(default_factory=list)

    async def send(self, frame: Frame | str) -> None:
        await self.websocket.send(frame if isinstance(frame, str) else json.dumps(frame))

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
        return self.rooms.setdefault(name, Log())

    def commit(self, room: str, text: str, id: str | None = None, name: str = "Bo") -> int:
        """Store a message and tell nobody."""
        log = self.room(room)
        log.head += 1
        id = id or f"by-{name}-{log.head}"
        user = {"user": f"guest:{name.lower()}", "name": name}
        message = {
            "type": "message",
            "room": room,
            "seq": log.head,
            "id": id,
            "from": user,
            "text": text,
            "at": 1790000000000,
        }
        log.messages[log.head] = message
        log.ids[id] = log.head
        return log.head

    async def deliver(self, room: str, *seqs: int) -> None:
        for seq in seqs:
            for line in list(self.room(room).lines):
                try:
                    await line.send(self.room(room).messages[seq])
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
        return [str(message["text"]) for message in self.room(room).messages.values()]

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
        match frame["action"]:
            case "joinRoom":
                await line.send(self.joined(line, frame))
            case "leaveRoom":
                self.room(frame["room"]).lines.discard(line)
                await line.send({"type": "left", "room": frame["room"], "id": frame["id"]})
            case "sendMessage":
                log = self.room(frame["room"])
                seq = log.ids.get(frame["id"]) or self.commit(frame["room"], frame["text"], frame["id"], "Ana")
                await self.deliver(frame["room"], seq)
            case "history":
                await line.send(self.page(frame))
            case "ping":
                heads = {name: log.head for name, log in self.rooms.items() if line in log.lines}
                await line.send({"type": "pong", "heads": heads, "id": frame["id"]})

    def joined(self, line: Line, frame: Frame) -> Frame:
        log = self.room(frame["room"])
        log.lines.add(line)
        recovered = frame.get("epoch", log.epoch) == log.epoch
        resumes = recovered and "after" in frame
        after = frame["after"] if resumes else max(0, log.head - self.page_size)
        through = min(log.head, after + self.page_size)
        roster = [{"user": "guest:ana", "name": "Ana"}]
        return {
            **{"type": "joined", "room": frame["room"], "id": frame["id"], "epoch": log.epoch, "head": log.head},
            **{"after": after, "through": through, "messages": log.page(after, through), "recovered": recovered},
            **{"more": through < log.head if resumes else after > 0, "roster": roster, "here": len(log.lines)},
        }

    def page(self, frame: Frame) -> Frame:
        log, size = self.room(frame["room"]), min(self.page_size, frame.get("limit", 50))
        if "after" in frame:
            after, through = frame["after"], min(log.head, frame["after"] + size)
            more = through < log.head
        else:
            through = min(log.head, frame.get("before", log.head + 1) - 1)
            after = max(0, through - size)
            more = after > 0
        known = {"type": "history", "room": frame["room"], "id": frame["id"]}
        return known | {"after": after, "through": through, "messages": log.page(after, through), "more": more}


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
