"""A room that this chat is in: talk, listen, look back, see who is here."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from .change import Change
from .errors import Closed, ParleyError
from .events import Feed, Restarted
from .frames import Frame, Joined, Message, Page, Presence, Request, User
from .log import RoomLog
from .timing import Timing

Ask = Callable[[Request], Awaitable[Frame]]


class Room:
    """Iterate to get every message in order, once, across reconnects. `roster` has who is here."""

    def __init__(self, name: str, ask: Ask, leave: Callable[["Room"], Awaitable[None]], feed: Feed, timing: Timing):
        self.name = name
        self.roster: dict[str, User] = {}
        self.here = 0
        self.log = RoomLog(name, hold=timing.hold)
        self.ended: ParleyError | None = None
        self._ask, self._leave, self._feed, self._timing = ask, leave, feed, timing
        self._turn = asyncio.Lock()
        self._changed = Change()

    @property
    def start(self) -> int:
        """The messages that one iterates over come after this seq; what is older is history."""
        return self.log.start

    async def say(self, text: str, *, id: str | None = None) -> Message:
        """Say something and return it as it was stored; what is said at once in a room goes out in that order.

        Raises ParleyError; with `retry` (no answer, or busy for long), saying the same `id` again is safe.
        """
        request: Request = {"action": "sendMessage", "room": self.name, "text": text}
        async with self._turn:
            answer = await self._asked(request if id is None else request | {"id": id})
        assert isinstance(answer, Message)
        return answer

    async def history(self, *, before: int | None = None, after: int | None = None, limit: int = 50) -> Page:
        """A page of what was said: the newest, the one that ends before a seq, or the one that starts after a seq."""
        request: Request = {"action": "history", "room": self.name, "limit": limit}
        given = {"before": before, "after": after}
        answer = await self._asked(request | {key: seq for key, seq in given.items() if seq is not None})
        assert isinstance(answer, Page)
        return answer

    async def leave(self) -> None:
        """Leave, when what is being said is said; whoever iterates over this room comes to the end."""
        async with self._turn:
            await self._leave(self)

    def __aiter__(self) -> "Room":
        return self

    async def __anext__(self) -> Message:
        while (message := self.log.take()) is None:
            if isinstance(self.ended, Closed):
                raise StopAsyncIteration
            if self.ended is not None:
                raise self.ended
            await self._changed.wait()
        self._changed.fire()  # a log that was full may ask again
        return message

    def receive(self, frame: Joined | Message | Presence) -> None:
        """Take in what the server tells of this room."""
        match frame:
            case Message():
                self.log.live(frame, time.monotonic())
            case Presence(who=who, here=True):
                self.roster[who.user] = who
            case Presence(who=who):
                self.roster.pop(who.user, None)
            case Joined():
                self.roster = {user.user: user for user in frame.roster}
                self.here = frame.here
                if not self.log.joined(frame, time.monotonic()):
                    self._feed.tell(Restarted(self.name))
        self._changed.fire()

    def expect(self, head: int) -> None:
        """The room is said to have messages up to `head`."""
        self.log.expect(head, time.monotonic())
        self._changed.fire()

    def end(self, error: ParleyError) -> None:
        """Nothing more comes."""
        self.ended = self.ended or error
        self._changed.fire()

    async def heal(self) -> None:
        """Ask for what is missing, one question at a time, as long as the room is open."""
        while self.ended is None:
            due = self.log.due()
            wait = None if due is None else due - time.monotonic()
            if wait is None or wait > 0:
                await self._changed.wait(wait)
                continue
            # What one connection misses, many may miss: they do not ask at the same moment.
            await asyncio.sleep(random.uniform(0, self._timing.hold / 5))
            if self.log.due() == due:
                await self._fill()

    async def _fill(self) -> None:
        page = None
        with suppress(ParleyError):  # the log asks again, later
            page = await self.history(after=self.log.ask(), limit=100)
        self.log.page(page, time.monotonic())
        self._changed.fire()

    async def _asked(self, request: Request) -> Frame:
        if self.ended is not None:
            raise self.ended
        return await self._ask(request)
