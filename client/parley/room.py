"""A room that this chat is in: talk, listen, look back, see who is here."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from .around import Around
from .asking import Asking, F, P
from .change import Change
from .entries import Entry, Message, Passed
from .errors import Closed, ParleyError
from .events import Feed, Restarted
from .frames import Frame, Joined, OfARoom
from .log import RoomLog
from .requests import Request, request
from .shelf import Shelf
from .timing import Timing

TYPING_AGAIN = 4.0  # seconds between two of the same news


class Room(Asking, Around):
    """Iterate to get every message in order, once, across reconnects; or over `entries()`, for all that happens."""

    def __init__(
        self,
        name: str,
        ask: Callable[[Request], Awaitable[Frame]],
        tell: Callable[[Request], Awaitable[None]],
        leave: Callable[["Room", bool], Awaitable[None]],
        feed: Feed,
        timing: Timing,
    ) -> None:
        Asking.__init__(self, name, ask)
        Around.__init__(self)
        self.log = RoomLog(name, hold=timing.hold)
        self.ended: ParleyError | None = None
        self._tell, self._leave, self._feed, self._timing = tell, leave, feed, timing
        self._shelf = Shelf()
        self._changed = Change()
        self._typed = 0.0

    @property
    def start(self) -> int:
        """What one iterates over comes after this seq; what is older is history."""
        return self.log.start

    @property
    def messages(self) -> Mapping[int, Message]:
        """The last 1,000 messages that one has iterated over or asked for, by seq, as they are now."""
        return self._shelf

    async def typing(self) -> None:
        """Tell the others that somebody types here; more often than they need to hear it, it does nothing."""
        if self.ended is None and time.monotonic() >= self._typed + TYPING_AGAIN:
            self._typed = time.monotonic()
            await self._tell(request("typing", room=self.name))

    async def mark_read(self, seq: int | None = None) -> int:
        """We have read up to there, or all that has come; returns how far we are, which never goes back."""
        seq = self.log.complete if seq is None else seq
        return await self._marked(seq) if seq > self.read else self.read

    async def leave(self, *, quit: bool = False) -> None:
        """Leave, when what is being said is said; whoever iterates over this room comes to the end.

        With `quit` the membership goes too: it is no room of ours any more, on all our devices.
        """
        async with self._turn:
            await self._leave(self, quit)

    def __aiter__(self) -> "Room":
        return self

    async def __anext__(self) -> Message:
        restart = False
        while (entry := await self._next()) is not None:
            restart = restart or entry.restart
            if isinstance(entry, Message):
                return replace(entry, restart=restart)
        raise StopAsyncIteration

    async def entries(self) -> AsyncIterator[Entry]:
        """Everything that the log tells, in order, each once: messages, and what was done to them and to the room."""
        while (entry := await self._next()) is not None:
            yield entry

    def receive(self, frame: OfARoom) -> None:
        """Take in what the server tells of this room."""
        self._look(frame)
        match frame:
            case Joined():
                if not self.log.joined(frame, time.monotonic()):
                    self._feed.tell(Restarted(self.name))
            case Entry() | Passed():
                self.log.live(frame, time.monotonic())
        self._changed.fire()

    def expect(self, head: int) -> None:
        """The room is said to have entries up to `head`."""
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
            page = await self._read_log(after=self.log.ask(), limit=100)
        self.log.page(page, time.monotonic())
        self._changed.fire()

    async def _asked(self, kind: type[F], action: str, **fields: object) -> F:
        if self.ended is not None:
            raise self.ended
        try:
            return await super()._asked(kind, action, **fields)
        except Closed as closed:
            raise self.ended or closed from None

    async def _next(self) -> Entry | None:
        """The next entry, once it is there; None at the end."""
        while (entry := self.log.take()) is None:
            if isinstance(self.ended, Closed):
                return None
            if self.ended is not None:
                raise self.ended
            await self._changed.wait()
        self._changed.fire()  # a log that was full may ask again
        if entry.restart:
            self._shelf.clear()
        self._shelf.tell(entry)
        return entry

    async def _kept(self, page: Awaitable[P]) -> P:
        as_of = self.log.complete
        answer = await page
        for message in answer.messages:
            self._shelf.put(message, as_of)
        return answer
