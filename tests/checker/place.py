"""One room as one client has it: where it stands in the log, and whether this line is in the room."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any

from tests.checker.entry import Entry, entry
from tests.checker.history import History
from tests.checker.position import Position

_STRETCHES = count(1)
GROWTH = 1.5
LONGEST = 15.0


@dataclass
class Place:
    """`inside` once `joined` has come on this line; `join` is the id of the request that is out."""

    room: str
    client: str
    history: History
    position: Position = field(default_factory=Position)
    inside: bool = False
    join: str = ""
    join_due: float = 0.0
    tries: int = 0
    asked_at: float = 0.0
    inside_since: float = 0.0
    question: str = ""
    stretch: str = ""

    def joined(self, frame: dict[str, Any]) -> None:
        """Takes in the answer to joinRoom: a resume goes on with the stretch, anything else begins a new one."""
        position, now = self.position, monotonic()
        kind = self._kind(frame)
        self._note("joined", id=self.join, kind=kind, after=position.at or 0, seq=int(frame["head"]))
        if kind != "resumed":
            self.reached()
            self.stretch = f"{self.client}-{next(_STRETCHES)}"
            position.begin(str(frame["epoch"]), int(frame["after"]))
            self._note("begin", id=self.stretch, seq=position.at or 0)
        self.inside, self.inside_since, self.join, self.question = True, now, "", ""
        self.page(frame)
        position.expect(int(frame["head"]), now)

    def page(self, frame: dict[str, Any]) -> None:
        """Takes in a page, whoever asked for it."""
        entries = [entry(one) for one in frame["messages"]]
        self._apply(self.position.page(int(frame["after"]), int(frame["through"]), entries, monotonic()))

    def live(self, one: Entry) -> None:
        """Takes in what came by itself."""
        self._apply(self.position.live(one, monotonic()))

    def out(self) -> None:
        """The line is not in the room, or not any more: it is to join, and to go on where it stands."""
        self.inside, self.join, self.question = False, "", ""
        self.join_due, self.tries = 0.0, 0

    def reached(self) -> None:
        """Writes down how far this stretch has come."""
        if self.position.at is not None:
            self._note("reached", id=self.stretch, seq=self.position.at)

    def try_again(self, now: float, patience: float) -> None:
        """Asks once more, and waits longer for an answer each time: a service that is slow is not helped by more."""
        self.tries += 1
        self.join_due = now + min(LONGEST, patience * GROWTH ** (self.tries - 1))

    def join_request(self) -> dict[str, Any]:
        """The frame that joins, or goes on."""
        request = {"action": "joinRoom", "room": self.room}
        if self.position.at is None:
            return request
        return request | {"after": self.position.at, "epoch": self.position.epoch}

    def _kind(self, frame: dict[str, Any]) -> str:
        if self.position.at is None:
            return "first"
        if frame["epoch"] != self.position.epoch:
            return "lost"
        return "resumed" if frame["recovered"] and int(frame["after"]) <= self.position.at else "refused"

    def _apply(self, entries: Iterable[Entry]) -> None:
        for one in entries:
            self._note("applied", id=self.stretch, seq=one.seq)

    def _note(self, op: str, **what: Any) -> None:
        self.history.note(op, self.client, self.room, **what)
