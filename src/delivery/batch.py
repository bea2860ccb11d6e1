"""One payload on its way to many recipients: who is left, what their answers mean, when to stop."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from time import monotonic

from delivery.line import Line
from delivery.pool import Pool
from delivery.retry import RETRIES, Verdict, verdict, wait
from delivery.sigv4 import Signer
from delivery.window import Window

COLD, WARM = 128, 256
# A handshake costs as much as thirty posts, and many a listen backlog holds 100: new lines are opened as others answer.
OPEN_AT_ONCE = 32
ANSWER_WITHIN = 3.0
SWEEP_EVERY = 0.05

log = logging.getLogger("delivery")


class Batch:
    """`left` are the recipients whose fate is open, each with the number of its failures so far."""

    def __init__(self, pool: Pool, signer: Signer, recipients: Iterable[str], deadline: float) -> None:
        self.delivered = 0
        self.gone: list[str] = []
        self.given_up: list[str] = []
        self.refused = False
        self.left = dict.fromkeys(recipients, 0)
        self._throttled: dict[str, int] = {}
        self._queue = deque(self.left)
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
        if not self.left or monotonic() >= self._deadline:
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
        if not self.left or (self.refused and not self._active):
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
            del self.left[post]
            self.delivered += 1
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
            self._failed(post)
        self._fill()

    def _next(self, line: Line) -> None:
        if self._queue and line.reusable and len(self._active) <= self._window.size:
            self._post(line, self._queue.popleft())
            return
        self._active.discard(line)
        if line.reusable:
            self._pool.rest(line)
        else:
            line.drop()
        if self._queue or not self.left or self.refused:
            self._fill()

    def _not_opened(self, line: Line) -> None:
        """A line that cannot be opened costs the next recipient one try, so that trying ends."""
        self._opening -= 1
        self._window.halve(monotonic())
        post = self._bound.pop(line, None)
        if post is None and self._queue:
            post = self._queue.popleft()
        if post is not None:
            self._failed(post)

    def _judge(self, post: str, status: int) -> None:
        match verdict(status):
            case Verdict.DELIVERED:
                del self.left[post]
                self.delivered += 1
            case Verdict.GONE:
                del self.left[post]
                self.gone.append(post)
            case Verdict.THROTTLED:
                self._throttle(post)
            case Verdict.FAILED:
                self._failed(post)
            case Verdict.REFUSED:
                self._refuse()
            case Verdict.HOPELESS:
                self._give_up(post)

    def _throttle(self, post: str) -> None:
        times = self._throttled.get(post, 0) + 1
        self._throttled[post] = times
        if times == 1:
            self._window.throttled(monotonic())
        self._later(post, times)

    def _failed(self, post: str) -> None:
        self.left[post] += 1
        if self.left[post] > RETRIES:
            self._give_up(post)
        else:
            self._later(post, self.left[post])

    def _later(self, post: str, attempt: int) -> None:
        due = monotonic() + wait(attempt)
        if self.refused or due >= self._deadline:
            self._give_up(post)
        else:
            self._timers[post] = self._loop.call_at(due, self._again, post)

    def _again(self, post: str) -> None:
        del self._timers[post]
        self._queue.append(post)
        self._fill()

    def _give_up(self, post: str) -> None:
        del self.left[post]
        self.given_up.append(post)

    def _refuse(self) -> None:
        """The signature or the permission is wrong, and so it is for all: what is in flight ends, nothing follows."""
        if self.refused:
            return
        self.refused = True
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
                self._failed(line.post)
