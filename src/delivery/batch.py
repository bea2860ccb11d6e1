"""One payload on its way to many recipients: which line takes whom, when to try again, when to stop."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from time import monotonic

from delivery.line import Line
from delivery.pool import Pool
from delivery.sigv4 import Signer
from delivery.tally import Tally
from delivery.window import Window

COLD, WARM = 128, 256
# A handshake costs far more than a post, and many a listen backlog holds 100: new lines are opened as others answer.
OPEN_AT_ONCE = 32
ANSWER_WITHIN = 3.0
SWEEP_EVERY = 0.05

log = logging.getLogger("delivery")


class Batch:
    """Puts posts on lines while the window allows; `tally` says what became of them."""

    def __init__(self, pool: Pool, signer: Signer, recipients: Iterable[str], deadline: float) -> None:
        self.tally = Tally(recipients)
        self._queue = deque(self.tally.left)
        self._refusing = False
        self._complained = False
        self._active: set[Line] = set()
        self._bound: dict[Line, str] = {}
        self._untried: set[Line] = set()
        self._opening = 0
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._pool = pool
        self._loop = pool.loop
        self._signer = signer
        self._deadline = deadline
        self._window = Window(WARM if pool.warm else COLD)

    def run(self) -> None:
        """Returns when every recipient's fate is known, at the deadline at the latest."""
        if not self.tally.left or monotonic() >= self._deadline:
            return
        self._pool.wake()
        # One turn of the loop first, in which resting lines that the server has closed are noticed.
        self._loop.call_soon(self._loop.call_soon, self._fill)
        end = self._loop.call_at(self._deadline, self._loop.stop)
        self._sweeper = self._loop.call_later(SWEEP_EVERY, self._sweep)
        try:
            self._loop.run_forever()
        finally:
            for timer in (end, self._sweeper, *self._timers.values()):
                timer.cancel()
            for line in self._active:
                self._pool.drop(line)
            self._pool.sleep()

    def _fill(self) -> None:
        """Use the window: lines at rest first, new ones when there are none."""
        now = monotonic()
        while len(self._queue) > self._opening - len(self._bound) and len(self._active) < int(self._window.size):
            line = self._pool.take()
            if line is None:
                if len(self._untried) >= OPEN_AT_ONCE:
                    break
                self._open(now)
            else:
                self._active.add(line)
                line.caller = self
                self._post(line, self._queue.popleft())
        if not self.tally.left or (self._refusing and not self._active):
            self._loop.stop()

    def _open(self, now: float) -> Line:
        line = self._pool.open(self, now)
        self._active.add(line)
        self._untried.add(line)
        self._opening += 1
        return line

    def _post(self, line: Line, post: str) -> None:
        now = monotonic()
        line.send(post, self._signer.request(post, now), now + ANSWER_WITHIN)

    def connected(self, line: Line) -> None:
        """A new line is there: it takes whoever is next."""
        self._opening -= 1
        post = self._bound.pop(line, None)
        if post is not None:
            self._post(line, post)
        else:
            self._next(line)

    def answered(self, line: Line, status: int) -> None:
        """An answer is complete: the line takes whoever is next."""
        post = line.post
        assert post is not None
        if status == 200:
            self.tally.deliver(post)
            self._window.widen()
        else:
            self._judge(post, status)
        self._next(line)
        if line in self._untried:
            self._untried.discard(line)
            self._fill()

    def lost(self, line: Line) -> None:
        """A line has ended without a complete answer."""
        self._active.discard(line)
        self._untried.discard(line)
        self._pool.drop(line)
        post = line.post
        if not line.open:
            self._not_opened(line)
        elif post is None:
            pass
        elif line.status:
            self._judge(post, line.status)
        elif line.stale:
            # Whatever else has rested since the last batch is as old as this line was.
            self._pool.forget()
            self._bound[self._open(monotonic())] = post
        else:
            self._later(post, self.tally.fail(post))
        self._fill()

    def _next(self, line: Line) -> None:
        if self._queue and line.reusable and len(self._active) <= self._window.size:
            self._post(line, self._queue.popleft())
            return
        self._active.discard(line)
        if line.reusable:
            self._pool.rest(line)
        else:
            self._pool.drop(line)
        if self._queue or self._refusing or not self.tally.left:
            self._fill()

    def _not_opened(self, line: Line) -> None:
        """A line that cannot be opened costs the next recipient one try, so that trying ends."""
        self._opening -= 1
        self._window.halve(monotonic())
        if not self._complained:
            self._complained = True
            log.warning("no line to the Management API could be opened: %s", line.reason or "no answer in time")
        post = self._bound.pop(line, None)
        if post is None and self._queue:
            post = self._queue.popleft()
        if post is not None:
            self._later(post, self.tally.fail(post))

    def _judge(self, post: str, status: int) -> None:
        delay = self.tally.judge(post, status)
        if status == 429 and self.tally.throttled(post) == 1:
            self._window.throttled(monotonic())
        if self.tally.refused:
            self._refuse()
        self._later(post, delay)

    def _later(self, post: str, delay: float | None) -> None:
        """Another try after a delay, unless that would be too late."""
        if delay is None:
            return
        due = monotonic() + delay
        if self.tally.refused or due >= self._deadline:
            self.tally.give_up(post)
        else:
            self._timers[post] = self._loop.call_at(due, self._again, post)

    def _again(self, post: str) -> None:
        del self._timers[post]
        self._queue.append(post)
        self._fill()

    def _refuse(self) -> None:
        """The signature or the permission is wrong, and so it is for all: what is in flight ends, nothing follows."""
        if self._refusing:
            return
        self._refusing = True
        log.error("the Management API refuses posts (403): check the permission execute-api:ManageConnections")
        self._queue.clear()
        for timer in self._timers.values():
            timer.cancel()
        for line in [line for line in self._active if not line.open]:
            self._active.discard(line)
            self._pool.drop(line)

    def _sweep(self) -> None:
        """Cut the lines whose time is up: one timer for all posts is cheaper than one each."""
        self._sweeper = self._loop.call_later(SWEEP_EVERY, self._sweep)
        now = monotonic()
        for line in [line for line in self._active if line.due <= now]:
            self._late(line)
        self._untried.clear()
        self._fill()

    def _late(self, line: Line) -> None:
        self._active.discard(line)
        self._pool.drop(line)
        if not line.open:
            self._not_opened(line)
        elif line.post is not None:
            if line.status:
                self._judge(line.post, line.status)
            else:
                self._later(line.post, self.tally.fail(line.post))
