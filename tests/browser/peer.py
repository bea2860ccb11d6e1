"""A WebSocket service of the test's own: speaks docs/protocol.md over real sockets, and misbehaves when told to."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

Frame = dict[str, Any]
PAGE = 50


@dataclass(eq=False)
class Guest:
    """One connection, and whom it speaks for."""

    socket: ServerConnection
    name: str

    @property
    def sender(self) -> Frame:
        return {"user": f"guest:{self.name.lower()}", "name": self.name}


@dataclass
class Room:
    """A log without holes, and who is there."""

    epoch: str = "k1"
    log: list[Frame] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)


class Peer:
    """Serves on a free port of 127.0.0.1; `requests` is what came, `wire` decides what leaves in place of a frame."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.guests: list[Guest] = []
        self.requests: list[Frame] = []
        self.opened = 0
        self.refusals: list[Frame] = []
        self.wire: Callable[[Frame], Iterable[Frame]] = lambda frame: [frame]
        self.deaf = False
        self._server: Server | None = None
        self._port = 0
        self._something = asyncio.Condition()

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/live"

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.hang_up()

    async def listen(self) -> None:
        """Takes connections, on the same port as before."""
        self._server = await serve(
            self._serve, "127.0.0.1", self._port, subprotocols=[Subprotocol("parley.v1")], max_size=32 * 1024
        )
        self._port = next(iter(self._server.sockets)).getsockname()[1]

    async def hang_up(self) -> None:
        """Cuts every connection without a farewell and takes no more."""
        assert self._server
        self.cut()
        self._server.close(close_connections=False)
        await self._server.wait_closed()

    def stop_listening(self) -> None:
        """Takes no more connections, and keeps those it has."""
        assert self._server
        self._server.server.close()

    def cut(self) -> None:
        """Cuts every connection without a farewell."""
        for guest in self.guests:
            guest.socket.transport.abort()

    async def until(self, true: Callable[[], object], seconds: float = 20) -> None:
        """Waits until this is true; it is looked at after every request and every connection's end."""
        async with asyncio.timeout(seconds), self._something:
            await self._something.wait_for(lambda: bool(true()))

    def asked(self, action: str) -> list[Frame]:
        return [request for request in self.requests if request["action"] == action]

    def room(self, name: str) -> Room:
        return self.rooms.setdefault(name, Room())

    def write(self, room: str, text: str, name: str = "Ben", at: float | None = None, id: str = "") -> Frame:
        """Stores a message without delivering it."""
        log = self.room(room).log
        seq = len(log) + 1
        sender = {"user": f"guest:{name.lower()}", "name": name}
        milliseconds = int((time.time() if at is None else at) * 1000)
        message = {"type": "message", "room": room, "seq": seq, "id": id or f"w{seq}"}
        message |= {"from": sender, "text": text, "at": milliseconds}
        log.append(message)
        return message

    async def say(self, room: str, text: str, name: str = "Ben") -> Frame:
        """Stores a message and delivers it to everyone in the room."""
        message = self.write(room, text, name)
        await self.tell(room, message)
        return message

    async def tell(self, room: str, frame: Frame) -> None:
        for guest in list(self.room(room).guests):
            await self._send(guest, frame)

    async def _serve(self, socket: ServerConnection) -> None:
        assert socket.request
        offered = socket.request.headers["Sec-WebSocket-Protocol"].split(",")
        name = next(unquote(each.strip()[6:]) for each in offered if each.strip().startswith("guest."))
        guest = Guest(socket, name)
        self.guests.append(guest)
        self.opened += 1
        with contextlib.suppress(ConnectionClosed):
            async for text in socket:
                request = json.loads(text)
                self.requests.append(request)
                if not self.deaf:
                    await getattr(self, f"_{request['action']}")(guest, request)
                await self._tell_waiters()
        self.guests.remove(guest)
        for room in self.rooms.values():
            room.guests = [each for each in room.guests if each is not guest]
        await self._tell_waiters()

    async def _tell_waiters(self) -> None:
        async with self._something:
            self._something.notify_all()

    async def _send(self, guest: Guest, frame: Frame) -> None:
        for out in self.wire(frame):
            with contextlib.suppress(ConnectionClosed):
                await guest.socket.send(json.dumps(out, ensure_ascii=False))

    async def _joinRoom(self, guest: Guest, request: Frame) -> None:
        room = self.room(request["room"])
        newcomer = all(each.sender != guest.sender for each in room.guests)
        if guest not in room.guests:
            room.guests.append(guest)
        after = request.get("after", 0)
        recovered = "after" not in request or (request["epoch"] == room.epoch and after <= len(room.log))
        resumes = "after" in request and recovered
        page = self._after(room, after, PAGE) if resumes else self._before(room, len(room.log) + 1, PAGE)
        roster = list({each.sender["user"]: each.sender for each in room.guests}.values())
        joined = {"type": "joined", "room": request["room"], "id": request["id"], "epoch": room.epoch}
        joined |= {"head": len(room.log), "recovered": recovered, "roster": roster, "here": len(room.guests)}
        joined["you"] = guest.sender
        await self._send(guest, joined | page)
        if newcomer:
            presence = {"type": "presence", "room": request["room"], **guest.sender, "here": True}
            await asyncio.gather(*(self._send(each, presence) for each in room.guests if each is not guest))

    async def _leaveRoom(self, guest: Guest, request: Frame) -> None:
        room = self.room(request["room"])
        room.guests.remove(guest)
        await self._send(guest, {"type": "left", "room": request["room"], "id": request["id"]})
        await self.tell(request["room"], {"type": "presence", "room": request["room"], **guest.sender, "here": False})

    async def _sendMessage(self, guest: Guest, request: Frame) -> None:
        if self.refusals:
            return await self._send(guest, {"type": "error", "id": request["id"], **self.refusals.pop(0)})
        room = self.room(request["room"])
        said = [each for each in room.log if each["id"] == request["id"] and each["from"] == guest.sender]
        message = said[0] if said else self.write(request["room"], request["text"], guest.name, id=request["id"])
        await self.tell(request["room"], message)

    async def _history(self, guest: Guest, request: Frame) -> None:
        room, limit = self.room(request["room"]), request.get("limit", PAGE)
        if "after" in request:
            page = self._after(room, request["after"], limit)
        else:
            page = self._before(room, request.get("before", len(room.log) + 1), limit)
        await self._send(guest, {"type": "history", "room": request["room"], "id": request["id"], **page})

    async def _ping(self, guest: Guest, request: Frame) -> None:
        heads = {name: len(room.log) for name, room in self.rooms.items() if guest in room.guests}
        await self._send(guest, {"type": "pong", "id": request["id"], "heads": heads})

    @staticmethod
    def _after(room: Room, after: int, limit: int) -> Frame:
        through = min(len(room.log), after + limit)
        messages = room.log[after:through]
        return {"after": after, "through": through, "messages": messages, "more": through < len(room.log)}

    @staticmethod
    def _before(room: Room, before: int, limit: int) -> Frame:
        after = max(0, before - 1 - limit)
        return {"after": after, "through": before - 1, "messages": room.log[after : before - 1], "more": after > 0}
