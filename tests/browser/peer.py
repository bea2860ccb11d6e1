"""A WebSocket service of the test's own: speaks docs/protocol.md over real sockets, and misbehaves when told to."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import unquote

import jwt
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from tests.browser.peer_actions import ACTIONS
from tests.browser.peer_room import Frame, Guest, Room
from tests.browser.store import Store

__all__ = ["Frame", "Guest", "Peer", "Room"]


class Peer:
    """Serves on a free port of 127.0.0.1; `requests` is what came, `wire` decides what leaves in place of a frame."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.guests: list[Guest] = []
        self.everyone: list[Guest] = []
        self.requests: list[Frame] = []
        self.opened = 0
        self.refusals: list[Frame] = []
        self.tokens: list[str] = []
        self.shut: Callable[[str], bool] = lambda token: False
        self.wire: Callable[[Frame], Iterable[Frame]] = lambda frame: [frame]
        self.deaf = False
        self.store = Store()
        self._server: Server | None = None
        self._port = 0
        self._something = asyncio.Condition()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/live"

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self.store.__enter__()
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.hang_up()
        self.store.__exit__()

    async def listen(self) -> None:
        """Takes connections, on the same port as before."""
        self._server = await serve(
            self._serve,
            "127.0.0.1",
            self._port,
            process_request=self._door,
            subprotocols=[Subprotocol("parley.v1")],
            max_size=32 * 1024,
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

    async def brought(self, count: int) -> None:
        """Waits until so many tokens have come."""
        await self.until(lambda: len(self.tokens) >= count)

    def asked(self, action: str) -> list[Frame]:
        return [request for request in self.requests if request["action"] == action]

    def room(self, name: str) -> Room:
        return self.rooms.setdefault(name, Room(name))

    def write(
        self, room: str, text: str, name: str = "Ben", at: float | None = None, id: str = "", **extras: Any
    ) -> Frame:
        """Stores a message without delivering it."""
        return self.room(room).append(name, "message", id, at, text=text, **extras)

    async def say(self, room: str, text: str, name: str = "Ben", **extras: Any) -> Frame:
        """Stores a message and delivers it to everyone in the room, and notices to who is not."""
        message = self.write(room, text, name, **extras)
        await self.tell(room, message)
        await self.notify(self.room(room), message)
        return message

    async def tell(self, room: str, frame: Frame) -> None:
        for guest in list(self.room(room).guests):
            await self.send(guest, frame)

    async def sign_out(self, name: str, reason: str) -> None:
        """Ends all connections of this person, and says why."""
        for guest in [each for each in self.guests if each.name == name]:
            await self.send(guest, {"type": "signedOut", "reason": reason})
            await guest.socket.close()

    async def notify(self, room: Room, message: Frame) -> None:
        """Notices of direct messages and mentions, to connections that are not in the room."""
        mentions = message.get("mentions", [])
        reason = "direct" if room.peers else "mention"
        notice = {name: message[name] for name in ("room", "seq", "from", "text", "at")}
        for guest in self.guests:
            user = guest.sender["user"]
            meant = user in room.roles if room.peers else {user, "room"} & set(mentions) and user in room.roles
            if meant and guest not in room.guests and guest.sender != message["from"]:
                await self.send(guest, {"type": "notice", "reason": reason} | notice)

    async def answer(self, guest: Guest, request: Frame, type: str, **fields: Any) -> None:
        known = {name: request[name] for name in ("room", "id") if name in request}
        await self.send(guest, {"type": type} | known | fields)

    async def refuse(self, guest: Guest, request: Frame, code: str, message: str) -> None:
        await self.answer(guest, request, "error", code=code, retry=False, message=message)

    async def send(self, guest: Guest, frame: Frame) -> None:
        for out in self.wire(frame):
            with contextlib.suppress(ConnectionClosed):
                await guest.socket.send(json.dumps(out, ensure_ascii=False))

    def arrived(self, room: Room, guest: Guest, file: Frame, text: str) -> None:
        """A file has come, says the store's thread: the room is told."""
        assert self._loop
        key = list(self.store.files)[-1]
        told = self.say(room.name, text, guest.name, id=key, file=file)
        asyncio.run_coroutine_threadsafe(told, self._loop).result(10)

    async def _serve(self, socket: ServerConnection) -> None:
        assert socket.request
        _, offered = socket.request.headers["Sec-WebSocket-Protocol"].split(", ")
        guest = Guest(socket, self._name(*offered.split(".", 1)))
        self.guests.append(guest)
        self.everyone.append(guest)
        self.opened += 1
        with contextlib.suppress(ConnectionClosed):
            async for text in socket:
                request = json.loads(text)
                self.requests.append(request)
                if not self.deaf:
                    await self._do(guest, request)
                await self._tell_waiters()
        self.guests.remove(guest)
        for room in self.rooms.values():
            room.guests = [each for each in room.guests if each is not guest]
        await self._tell_waiters()

    def _door(self, socket: ServerConnection, request: Request) -> Response | None:
        """Whose token is shut out hears it at the handshake."""
        shut = self.shut(request.headers["Sec-WebSocket-Protocol"].rpartition("bearer.")[2])
        return socket.respond(HTTPStatus.FORBIDDEN, "no\n") if shut else None

    def _name(self, kind: str, offered: str) -> str:
        """Whom an offer names; tokens are kept, and read as they are."""
        if kind == "guest":
            return unquote(offered)
        self.tokens.append(offered)
        return str(jwt.decode(offered, options={"verify_signature": False})["name"])

    async def _do(self, guest: Guest, request: Frame) -> None:
        action = request["action"]
        if self.refusals and action not in ("joinRoom", "rooms", "markRead", "typing", "ping"):
            return await self.send(guest, {"type": "error", "id": request["id"], **self.refusals.pop(0)})
        room = self.room(request["room"]) if "room" in request else Room("")
        await ACTIONS[action](self, guest, room, request)

    async def _tell_waiters(self) -> None:
        async with self._something:
            self._something.notify_all()
