"""A chat: one person at one server, in as many rooms as one likes, over one line after another."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Any, Literal, Self

from .entrance import Entrance, only
from .errors import SIGNED_OUT, Closed, ParleyError, PutOut, SignedOut
from .events import Events, Feed
from .frames import Farewell, Frame, Left
from .keeper import Keeper
from .line import Line, LineLost, authorization, open_line
from .lobby import Lobby
from .outbox import Outbox
from .reception import Reception
from .requests import Request, request
from .room import Room
from .sign_in import SignIn, Token
from .timing import Timing


class Chat(Lobby):
    """An open chat; use it with `async with`. Everything on it waits while the line is down, and goes on by itself."""

    def __init__(self, url: str, name: str, timing: Timing, token: str | Token | None = None) -> None:
        super().__init__(lambda request: self._outbox.ask(request, self._up))
        self.name = name
        self.joined: dict[str, Room] = {}  # the rooms that this chat is in, by their names
        self._url, self._timing = url, timing
        self._feed = Feed()
        self._outbox = Outbox(timing)
        self._entrance = Entrance(self.joined, self._outbox, self._up, self._forget)
        self._reception = Reception(self.joined, self._outbox, self._feed, self._put_out, self._over)
        self._sign_in = None if token is None else SignIn(token, timing)
        self._keeper = Keeper(self._open, self._entrance, self._feed, timing)
        self._lines: set[Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def state(self) -> Literal["up", "down", "closed"]:
        """Whether the line is up, being opened again, or closed for good."""
        if self._keeper.ended is not None:
            return "closed"
        return "up" if self._keeper.line is not None else "down"

    @property
    def ended(self) -> ParleyError | None:
        """What ended this chat: Closed, or the error that no reconnecting helps against."""
        return self._keeper.ended

    async def __aenter__(self) -> Self:
        line = await self._open()
        self._start(self._keeper.run(line))
        await self._keeper.up()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def join(self, name: str) -> Room:
        """Come into a room; raises ParleyError when the server says no."""
        room = self.joined.get(name)
        if room is None:
            ask, tell = partial(self._ask_in, name), partial(self._tell_in, name)
            room = self.joined[name] = Room(name, ask, tell, self._leave, self._feed, self._timing)
            self._start(room.heal())
        try:
            await self._entrance.ready(name)
        except ParleyError as error:
            self._forget(name, error)
            raise
        return room

    async def create_room(self, name: str, *, access: str = "open", title: str = "", topic: str = "") -> Room:
        """Make a room, own it, and come into it; `access` is "open" or "members". A name that is taken is forbidden."""
        await self._create(name, access, title, topic)
        return await self.join(name)

    def events(self) -> Events:
        """Iterate over what happens beside the logs: the line up or down, who comes, goes and types, notices."""
        return self._feed.read()

    async def sign_out(self) -> None:
        """Sign out on all devices, this one too, and end the chat; raises ParleyError when that did not work."""
        await self._outbox.ask(request("signOut"), self._up)

    async def close(self) -> None:
        """Leave; what still waits for an answer raises Closed."""
        self._end(Closed("this chat is closed"))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(line.close() for line in self._lines))

    async def _open(self) -> Line:
        dial = partial(open_line, self._url, self._timing, self._reception.receive)
        if self._sign_in is None:
            line = await dial(authorization(self.name))
        else:
            line = await self._sign_in.open(dial)
            self._start(self._sign_in.keep(line, self._outbox.ask))
        self._lines.add(line)
        line.lost.add_done_callback(lambda lost: self._lines.discard(line))
        line.lost.add_done_callback(lambda lost: self._outbox.wake())
        return line

    async def _leave(self, room: Room, quit: bool) -> None:
        left = Closed(f"you have left {room.name}")
        if quit:
            await self._ask_in(room.name, request("leaveRoom", room=room.name, quit=True))
            return self._out_of(room.name, left)
        self._forget(room.name, left)
        for line in [line for line in self._lines if room.name in line.entries]:
            with suppress(LineLost, ParleyError):
                await line.entries.pop(room.name)
                await self._outbox.ask(request("leaveRoom", room=room.name), partial(only, line))

    def _put_out(self, left: Left) -> None:
        if left.room in self.joined:
            self._feed.tell(left)
        ours = left.act in (None, "quit")
        elsewhere = Closed(f"you have left {left.room} on another device")
        self._out_of(left.room, elsewhere if ours else PutOut(left.room, left.act or "", left.reason))

    def _over(self, farewell: Farewell) -> None:
        text = f"{SIGNED_OUT.get(farewell.reason, farewell.reason)}: {farewell.text}" if farewell.text else ""
        self._stop(SignedOut(farewell.reason, text, farewell.until))

    def _stop(self, error: SignedOut) -> None:
        self._end(error)
        for task in self._tasks:
            task.cancel()
        for line in self._lines:
            line.fail("signed out")

    def _out_of(self, name: str, error: ParleyError) -> None:
        for line in self._lines:
            line.entries.pop(name, None)
        self._forget(name, error)

    async def _up(self) -> Line:
        return await self._keeper.up()

    async def _ask_in(self, name: str, request: Request) -> Frame:
        return await self._outbox.ask(request, partial(self._entrance.ready, name))

    async def _tell_in(self, name: str, request: Request) -> None:
        """Say what nobody answers, if that can be done now. Its id keeps a complaint about it from being a riddle."""
        line = self._keeper.line
        if line is not None and name in line.entries and line.entries[name].done():
            with suppress(LineLost):
                await line.send(request | {"id": "unanswered"})

    def _forget(self, name: str, error: ParleyError) -> None:
        if room := self.joined.pop(name, None):
            room.end(error)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or not (error := task.exception()):
            return
        if isinstance(error, SignedOut):
            self._stop(error)
        else:
            self._end(error if isinstance(error, ParleyError) else ParleyError(f"a fault of this client: {error!r}"))

    def _end(self, error: ParleyError) -> None:
        self._keeper.end(error)
        for name in list(self.joined):
            self._forget(name, error)
        self._feed.end()
        self._outbox.wake()
