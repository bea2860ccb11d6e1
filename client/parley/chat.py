"""A chat: one name at one server, in as many rooms as one likes, over one line after another."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Any, Literal, Self

from .entrance import Entrance, only
from .errors import Closed, ParleyError
from .events import Events, Feed, Trouble
from .frames import Fault, Frame, Joined, Message, Page, Pong, Presence, Request
from .keeper import Keeper
from .line import Line, LineLost, open_line
from .outbox import Outbox
from .room import Room
from .timing import Timing


class Chat:
    """An open chat; use it with `async with`. Everything on it waits while the line is down, and goes on by itself."""

    def __init__(self, url: str, name: str, timing: Timing) -> None:
        self.name = name
        self.rooms: dict[str, Room] = {}
        self._url, self._timing = url, timing
        self._feed = Feed()
        self._outbox = Outbox(timing)
        self._entrance = Entrance(self.rooms, self._outbox, self._up, self._forget)
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
        room = self.rooms.get(name)
        if room is None:
            room = self.rooms[name] = Room(name, partial(self._ask_in, name), self._leave, self._feed, self._timing)
            self._start(room.heal())
        try:
            await self._entrance.ready(name)
        except ParleyError as error:
            self._forget(name, error)
            raise
        return room

    def events(self) -> Events:
        """Iterate over what happens beside the messages: the line up or down, who comes and goes."""
        return self._feed.read()

    async def close(self) -> None:
        """Leave; what still waits for an answer raises Closed."""
        self._end(Closed("this chat is closed"))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(line.close() for line in self._lines))

    def _receive(self, line: Line, frame: Frame) -> None:
        match frame:
            case Fault(code="expired"):
                return line.fail("the sign-in has ended")  # the handshake of the next line says whether for good
            case Fault(id=None, retry=False):
                self._feed.tell(Trouble(frame.code, frame.message))
            case Joined() | Page():
                page = frame.page if isinstance(frame, Joined) else frame
                for message in page.messages:
                    self._outbox.receive(line, message)  # it was stored, though its own copy was lost
            case Presence():
                self._feed.tell(frame)
            case Pong():
                for name in frame.heads.keys() & self.rooms.keys():
                    self.rooms[name].expect(frame.heads[name])
        if isinstance(frame, Joined | Message | Presence):
            name = frame.page.room if isinstance(frame, Joined) else frame.room
            if name in self.rooms:
                self.rooms[name].receive(frame)
        self._outbox.receive(line, frame)

    async def _open(self) -> Line:
        line = await open_line(self._url, self.name, self._timing, self._receive)
        self._lines.add(line)
        line.lost.add_done_callback(lambda lost: self._lines.discard(line))
        line.lost.add_done_callback(lambda lost: self._outbox.wake())
        return line

    async def _leave(self, room: Room) -> None:
        self._forget(room.name, Closed(f"you have left {room.name}"))
        for line in [line for line in self._lines if room.name in line.entries]:
            with suppress(LineLost, ParleyError):
                await line.entries.pop(room.name)
                await self._outbox.ask({"action": "leaveRoom", "room": room.name}, partial(only, line))

    async def _up(self) -> Line:
        return await self._keeper.up()

    async def _ask_in(self, name: str, request: Request) -> Frame:
        return await self._outbox.ask(request, partial(self._entrance.ready, name))

    def _forget(self, name: str, error: ParleyError) -> None:
        if room := self.rooms.pop(name, None):
            room.end(error)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._end(error if isinstance(error, ParleyError) else ParleyError(f"a fault of this client: {error!r}"))

    def _end(self, error: ParleyError) -> None:
        self._keeper.end(error)
        for name in list(self.rooms):
            self._forget(name, error)
        self._feed.end()
        self._outbox.wake()
