"""Keeps a line up: opens it, watches it, opens the next one before the old one ends or after it was lost."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from .change import Change
from .entrance import Entrance
from .errors import ParleyError, Refused, SignedOut
from .events import Down, Feed, Up
from .line import Line, LineLost
from .timing import Timing


class Keeper:
    """The `entrance` joins all rooms on a new line before it takes over, and checks the line from time to time."""

    def __init__(
        self,
        open_line: Callable[[], Awaitable[Line]],
        entrance: Entrance,
        feed: Feed,
        timing: Timing,
    ) -> None:
        self.line: Line | None = None
        self.ended: ParleyError | None = None
        self._open, self._entrance = open_line, entrance
        self._feed, self._timing = feed, timing
        self._changed = Change()
        self._farewells: set[asyncio.Task[None]] = set()

    async def up(self) -> Line:
        """The line, as soon as there is one; raises what ended the chat."""
        while self.line is None or self.line.lost.done():
            if self.ended is not None:
                raise self.ended
            await self._changed.wait()
        return self.line

    async def run(self, line: Line) -> None:
        """Keep the chat on a line for ever; raises Refused or SignedOut when the server does not let us in any more."""
        tries = 0
        while True:
            self._use(line)
            await self._watch(line)
            lived = time.monotonic() - line.opened
            # A server that lets everyone in and then drops them must not be stormed.
            tries = 0 if lived > self._timing.longest_pause else tries + 1
            line = await self._successor(tries)

    def end(self, error: ParleyError) -> None:
        """Wake those who wait for a line that will not come."""
        self.ended = error
        self._changed.fire()

    def _use(self, line: Line) -> None:
        old, self.line = self.line, line
        line.lost.add_done_callback(lambda lost: self._lost(line))
        if old is None:
            self._feed.tell(Up())
        else:
            farewell = asyncio.create_task(old.close())
            self._farewells.add(farewell)
            farewell.add_done_callback(self._farewells.discard)
        self._changed.fire()

    def _lost(self, line: Line) -> None:
        if line is self.line and not line.lost.cancelled():
            self.line = None
            self._feed.tell(Down(line.lost.result()))

    async def _watch(self, line: Line) -> None:
        """Ping a line until it is lost, or old enough to be replaced."""
        end = line.opened + self._timing.jitter(self._timing.lifetime)
        while (left := end - time.monotonic()) > 0:
            await asyncio.wait([line.lost], timeout=min(left, self._timing.jitter(self._timing.ping)))
            if line.lost.done():
                return
            if time.monotonic() < end:
                await self._try(line)

    async def _try(self, line: Line) -> None:
        try:
            await self._entrance.check(line)
        except LineLost:
            pass
        except ParleyError:
            line.fail("no answer to a ping")

    async def _successor(self, tries: int) -> Line:
        """A new line with every room joined, however long it takes. A line that is still up serves until then."""
        while True:
            await asyncio.sleep(self._timing.backoff(tries))
            tries += 1
            try:
                line = await self._open()
            except (Refused, SignedOut):
                raise
            except ParleyError:
                continue
            try:
                await self._entrance.settle(line)
                return line
            except (LineLost, ParleyError):
                line.fail("the rooms could not be joined")
