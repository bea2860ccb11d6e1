"""Coming into rooms: once on every line, and again on the next one."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from .errors import Closed, ParleyError
from .frames import Pong
from .line import Line, LineLost
from .outbox import Outbox
from .requests import request
from .room import Room

JOINS_AT_ONCE = 8


class Entrance:
    """Joins the rooms of a chat; `forget` is told of a room that does not let us in."""

    def __init__(
        self,
        rooms: Mapping[str, Room],
        outbox: Outbox,
        up: Callable[[], Awaitable[Line]],
        forget: Callable[[str, ParleyError], None],
    ) -> None:
        self._rooms, self._outbox, self._up, self._forget = rooms, outbox, up, forget
        self._joins = asyncio.Semaphore(JOINS_AT_ONCE)

    async def settle(self, line: Line) -> None:
        """Join every room on a new line; raises when that cannot be, except for rooms that do not want us any more."""
        while missing := self._rooms.keys() - line.entries.keys():
            entries = [self._entry(line, name) for name in missing]
            for error in await asyncio.gather(*entries, return_exceptions=True):
                if isinstance(error, LineLost) or (isinstance(error, ParleyError) and error.retry):
                    raise error

    async def check(self, line: Line) -> None:
        """Ping a line, and join again what the server thinks that we are not in."""
        joined = {name for name, entry in line.entries.items() if entry.done()}
        pong = await self._outbox.ask(request("ping"), partial(only, line))
        assert isinstance(pong, Pong)
        for name in joined & line.entries.keys() - pong.heads.keys():
            del line.entries[name]
        await self.settle(line)

    async def ready(self, name: str) -> Line:
        """The line, once the room is joined on it."""
        while True:
            line = await self._up()
            self._room(name)
            try:
                await asyncio.shield(self._entry(line, name))
                return line
            except LineLost:
                continue

    def _room(self, name: str) -> Room:
        """The room, unless it was left while someone waited for the line."""
        if name not in self._rooms:
            raise Closed(f"you have left {name}")
        return self._rooms[name]

    def _entry(self, line: Line, name: str) -> asyncio.Task[None]:
        """The one joining of a room on a line, begun or done."""
        if name not in line.entries:
            line.entries[name] = task = asyncio.create_task(self._enter(line, name))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return line.entries[name]

    async def _enter(self, line: Line, name: str) -> None:
        try:
            async with self._joins:
                request = self._room(name).log.join_request()
                await self._outbox.ask(request, partial(only, line))
        except ParleyError as error:
            line.entries.pop(name, None)
            if not error.retry:
                self._forget(name, error)
            raise


async def only(line: Line) -> Line:
    """A route over one line and no other."""
    if line.lost.done():
        raise LineLost
    return line
