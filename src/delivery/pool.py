"""The lines to one endpoint and the event loop they live on, both kept from one invocation to the next."""

import asyncio
import atexit
import socket
import time
from functools import cache

from config import trusted_roots
from delivery.endpoint import Endpoint, endpoint
from delivery.line import Caller, Line
from delivery.tls import Tls, context

CONNECT_WITHIN = 1.0
# Counted by the wall clock: a frozen Lambda's lines grow old while its own clock may stand still.
TRUSTED_FOR = 50.0
RESOLVED_FOR = 60.0


class Pool:
    """Lines at rest, the latest used first, and lines being opened."""

    def __init__(self, to: Endpoint, roots: str | None = None) -> None:
        self.loop = asyncio.new_event_loop()
        self.warm = False
        self._to = to
        self._trust = context(roots) if to.secure else None
        self._resting: list[Line] = []
        self._rested = 0.0
        self._opening: dict[Line, asyncio.Task[None]] = {}
        self._lookup: asyncio.Task[list[str]] | None = None
        self._looked_up = 0.0
        self._turn = 0
        self._cut = False

    def wake(self) -> None:
        """Call before a batch: forgets lines that have rested too long."""
        if time.time() - self._rested > TRUSTED_FOR:
            self.forget()

    def sleep(self) -> None:
        """Call after a batch: ends whatever is still under way."""
        self._rested = time.time()
        tasks = list(self._opening.values())
        if not tasks and not self._cut:
            return
        self._cut = False
        for line in list(self._opening):
            # A line may be open, and at rest, a moment before the task that opened it is done.
            if not line.open:
                self.drop(line)
        self.loop.run_until_complete(_settled(tasks))

    def take(self) -> Line | None:
        """A line at rest, if there is one."""
        return self._resting.pop() if self._resting else None

    def rest(self, line: Line) -> None:
        """Keep a line that has nothing to do."""
        line.caller = self
        line.post = None
        line.used = True
        self._resting.append(line)
        self.warm = True

    def forget(self) -> None:
        """Cut all lines at rest."""
        while self._resting:
            self.drop(self._resting.pop())

    def open(self, caller: Caller, now: float) -> Line:
        """A new line; the caller hears when it is connected or lost."""
        tls = Tls(self._trust, self._to.host) if self._trust else None
        line = Line(caller, tls, now + CONNECT_WITHIN)
        task = self.loop.create_task(self._connect(line))
        self._opening[line] = task
        task.add_done_callback(lambda _: self._opening.pop(line, None))
        return line

    def drop(self, line: Line) -> None:
        """Cut a line, whatever it is doing."""
        line.drop()
        self._cut = True
        task = self._opening.get(line)
        # The task lives a few turns longer than it takes the line to open, and takes the line with it if cancelled.
        if task is not None and not line.open:
            task.cancel()

    def close(self) -> None:
        """Cut everything and close the loop, once."""
        if not self.loop.is_closed():
            self.forget()
            self._cut = True
            if self._lookup is not None:
                self._lookup.cancel()
            self.sleep()
            self.loop.close()

    def connected(self, line: Line) -> None:
        raise AssertionError("a line at rest is connected already")

    def answered(self, line: Line, status: int) -> None:
        raise AssertionError("a line at rest has nothing to answer")

    def lost(self, line: Line) -> None:
        """The server has closed a line at rest."""
        self._resting.remove(line)
        self._cut = True

    async def _connect(self, line: Line) -> None:
        """Try the endpoint's addresses in turn: `localhost` has two, and often only one of them listens."""
        try:
            hosts = await self._hosts()
            while True:
                self._turn += 1
                host = hosts[self._turn % len(hosts)]
                try:
                    await self.loop.create_connection(lambda: line, host, self._to.port)
                    return
                except OSError:
                    if hosts == [host]:
                        raise
                    if host in hosts:
                        hosts.remove(host)
        except OSError as error:
            line.fail(error)

    async def _hosts(self) -> list[str]:
        """The endpoint's addresses: one look-up for all lines, not one each."""
        if self._lookup is None or time.time() - self._looked_up > RESOLVED_FOR:
            self._looked_up = time.time()
            self._lookup = self.loop.create_task(self._resolve())
        try:
            return await asyncio.shield(self._lookup)
        except OSError:
            self._lookup = None
            raise

    async def _resolve(self) -> list[str]:
        found = await self.loop.getaddrinfo(self._to.host, self._to.port, type=socket.SOCK_STREAM)
        return [str(address[0]) for *_, address in found]


async def _settled(tasks: list[asyncio.Task[None]]) -> None:
    """Let the loop turn until cancelled work is gone and cut lines are closed."""
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)


@cache
def pool(url: str) -> Pool:
    """The one pool of this process for an endpoint."""
    made = Pool(endpoint(url), trusted_roots())
    atexit.register(made.close)
    return made
