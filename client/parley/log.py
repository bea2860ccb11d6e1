"""A room's log as this client has it: what arrives in any order, twice or not at all, leaves in seq order, once.

Pure: no clock, no socket. Frames and the time go in; entries to show and the gap to ask for come out.

    complete   up to here everything is known: it was handed out, waits in `ready`, or never was an entry
    held       entries past `complete`, whose predecessors are missing
    head       the newest seq heard of

Whoever drives it asks `history` with `after = ask()` when `due()` has come, and hands the answer to `page()`.
"""

from collections import deque
from dataclasses import replace

from .entries import Entry, Passed
from .frames import Joined, Logged
from .pages import Page
from .requests import Request, request

HOLD = 0.5  # seconds that an entry waits for its predecessor
SLOWEST = 6  # doublings of HOLD between questions that bring nothing
LIMIT = 1000  # entries kept for a reader who is slow; what comes on top is asked for later


class RoomLog:
    """Feed it with `joined`, `live`, `page` and `expect`; read with `take`, `due` and `ask`."""

    def __init__(self, room: str, *, hold: float = HOLD, limit: int = LIMIT) -> None:
        self.room = room
        self.epoch: str | None = None
        self.start = 0  # the log is told from here on; what is older is history
        self.complete = 0
        self.head = 0
        self._hold = hold
        self._limit = limit
        self._ready: deque[Entry] = deque()
        self._held: dict[int, tuple[float, Logged]] = {}  # in the order of arrival
        self._behind_since = 0.0  # when `head` was first heard of
        self._asked: int | None = None  # `head` at the time of the question that is out
        self._answered = 0.0
        self._vain = 0
        self._restart = False

    def join_request(self) -> Request:
        """The `joinRoom` that goes on where this log stands."""
        after = None if self.epoch is None else self.complete
        return request("joinRoom", room=self.room, after=after, epoch=self.epoch)

    def joined(self, frame: Joined, now: float) -> bool:
        """Merge the answer to `join_request`; False when what was missed cannot be told and the log starts anew."""
        first = self.epoch is None
        resumed = not first and frame.recovered and frame.epoch == self.epoch
        if not resumed:
            self._begin(frame, first)
        self.epoch = frame.epoch
        more = resumed and frame.page.more  # of a newest page, `more` speaks of what is older
        self._merge(frame.page, now)
        self.expect(frame.head, now - self._hold if more else now)
        return first or resumed

    def live(self, entry: Logged, now: float) -> None:
        """Take in an entry that came by itself, at any time and in any order."""
        if entry.seq <= self.complete and self.epoch is not None:
            return
        if len(self._ready) + len(self._held) >= self._limit:
            self.expect(entry.seq, now)
            return
        self._held.setdefault(entry.seq, (now, entry))
        if self.epoch is not None:
            self._settle(self.complete)

    def expect(self, head: int, now: float) -> None:
        """The room is said to have entries up to `head`."""
        if head > self.head:
            if self.head <= self.complete:
                self._behind_since = now
            self.head = head

    def due(self) -> float | None:
        """The time to ask for what is missing; None while nothing is, or while an answer is on its way."""
        if self.epoch is None or self._asked is not None or len(self._ready) >= self._limit:
            return None
        waits = [arrived for arrived, _ in self._held.values()][:1]
        if self.head > self.complete:
            waits.append(self._behind_since)
        if not waits:
            return None
        due = min(waits) + self._hold
        # A question that brought nothing is not repeated at once: its answer may take a moment to exist.
        return max(due, self._answered + self._hold * 2 ** min(self._vain, SLOWEST)) if self._vain else due

    def ask(self) -> int:
        """Mark one question as asked and give the seq to ask `history` after."""
        self._asked = max(self.head, self.complete)
        return self.complete

    def page(self, page: Page | None, now: float) -> None:
        """Merge the answer to `ask`; None when there was no answer."""
        if self._asked is None:
            return  # the log has started anew since the question
        asked, before = self._asked, self.complete
        self._asked, self._answered = None, now
        if page is not None:
            self._merge(page, now)
            if page.more:
                self.expect(page.through + 1, now - self._hold)
            elif self.head <= asked:
                self.head = self.complete  # the server has no more: whatever was said of it before
        stuck = self.complete == before and (self._held or self.head > self.complete)
        self._vain = self._vain + 1 if stuck else 0

    def take(self) -> Entry | None:
        """The next entry in order, each once; None while there is none."""
        return self._ready.popleft() if self._ready else None

    def _begin(self, frame: Joined, first: bool) -> None:
        if not first:
            # What is held may be of another epoch, or have come on the new line before `joined`: the server is asked.
            self._restart = True
            self.head = max(self._held, default=0)
            self._behind_since = 0.0
            self._held.clear()
        self._asked = None
        self.start = self.complete = frame.page.after

    def _merge(self, page: Page, now: float) -> None:
        if page.after > self.complete or len(self._ready) >= self._limit:
            return self.expect(page.through, now)  # it begins past what is missing, or the reader is slow
        for entry in page.log:
            if entry.seq > self.complete:
                self._held.setdefault(entry.seq, (now, entry))
        self._settle(page.through)

    def _settle(self, through: int) -> None:
        """Hand out what is in order; up to `through` a number without an entry will never have one."""
        for seq in sorted(self._held):
            if seq > max(self.complete, through) + 1:
                break
            _, entry = self._held.pop(seq)
            if seq > self.complete:
                self.complete, self._vain = seq, 0
                self._hand_out(entry)
        self.complete = max(self.complete, through)

    def _hand_out(self, entry: Logged) -> None:
        if isinstance(entry, Passed):
            return
        self._ready.append(replace(entry, restart=True) if self._restart else entry)
        self._restart = False
