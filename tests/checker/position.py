"""Where a client stands in a room's log: entries arrive in any order, twice or not at all, and are applied in order.

Pure: entries and the time go in, and what is applied comes out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.checker.entry import Entry

HOLD = 0.5


@dataclass
class Position:
    """`at` is the seq up to which the client has everything; None before the first answer."""

    epoch: str = ""
    at: int | None = None
    head: int = 0
    held: dict[int, Entry] = field(default_factory=dict)
    waiting_since: float | None = None

    def begin(self, epoch: str, after: int) -> None:
        """A new stretch: whatever is after `after` will be applied; what is held may be of the old one."""
        fresh = self.at is None
        self.epoch, self.at, self.head = epoch, after, 0
        if not fresh:
            self.held.clear()

    def live(self, entry: Entry, now: float) -> Iterator[Entry]:
        """An entry came by itself."""
        if self.at is None or entry.seq > self.at:
            self.held.setdefault(entry.seq, entry)
        yield from self._settle(now)

    def page(self, after: int, through: int, entries: Iterable[Entry], now: float) -> Iterator[Entry]:
        """A page came: it is complete for after < seq <= through, so it says what will never be there, too."""
        if self.at is None or after > self.at:
            return
        for entry in sorted(entries):
            if entry.seq > self.at:
                self.at = entry.seq
                yield entry
        self.at = max(self.at, through)
        yield from self._settle(now)

    def expect(self, head: int, now: float) -> None:
        """The room is said to have entries up to `head`."""
        self.head = max(self.head, head)
        if self.behind and self.waiting_since is None:
            self.waiting_since = now

    @property
    def behind(self) -> bool:
        """Whether something is known to be missing."""
        return self.at is not None and (self.head > self.at or bool(self.held))

    def due(self, now: float) -> bool:
        """Whether it is time to ask for what is missing: it has had 500 ms to come by itself."""
        return self.behind and self.waiting_since is not None and now - self.waiting_since >= HOLD

    def asked(self, now: float) -> None:
        """The question is out: if it brings nothing, the next one follows as late."""
        self.waiting_since = now

    def _settle(self, now: float) -> Iterator[Entry]:
        if self.at is None:
            return
        before = self.at
        for seq in sorted(self.held):
            if seq > self.at + 1:
                break
            entry = self.held.pop(seq)
            if seq > self.at:
                self.at = seq
                yield entry
        if not self.behind:
            self.waiting_since = None
        elif self.waiting_since is None or self.at > before:
            self.waiting_since = now
