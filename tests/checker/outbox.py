"""What a client has said and heard no answer to: sent again with the same id until there is one."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.checker.entry import ACT, BESIDES, besides

GROWTH = 1.5
LONGEST = 6.0
# What one asks for without being in a room.
ANYWHERE = {"createRoom", "sendDirect"}
SOON = 0.3


@dataclass
class Unsure:
    """A request without an answer; `due` is when it goes out next."""

    frame: dict[str, Any]
    due: float = 0.0
    tries: int = 0

    @property
    def room(self) -> str:
        """Where; nowhere yet, where the answer has to tell."""
        return str(self.frame.get("room", ""))

    @property
    def anywhere(self) -> bool:
        """Whether it goes out wherever the client is."""
        return self.frame["action"] in ANYWHERE

    @property
    def id(self) -> str:
        return str(self.frame["id"])

    @property
    def text(self) -> str:
        return str(self.frame.get("text", ""))

    @property
    def besides(self) -> str:
        return besides(self.frame, ACT if self.frame["action"] == "moderate" else BESIDES)

    @property
    def erases(self) -> int:
        """The message that it erases; 0 for anything else."""
        return int(self.frame["seq"]) if self.frame["action"] == "eraseMessage" else 0


class Outbox:
    """Requests without an answer, by id, in the order in which they were made."""

    def __init__(self, random: Random, patience: float) -> None:
        self.waiting: dict[str, Unsure] = {}
        self._random = random
        self.patience = patience

    def add(self, frame: dict[str, Any]) -> None:
        """One more to be sent."""
        self.waiting[frame["id"]] = Unsure(frame)

    def due(self, rooms: set[str], now: float) -> Iterator[Unsure]:
        """What is to be sent now to who is in these rooms; each is marked as sent."""
        for unsure in list(self.waiting.values()):
            if (unsure.anywhere or unsure.room in rooms) and unsure.due <= now:
                unsure.tries += 1
                unsure.due = now + min(LONGEST, self.patience * GROWTH ** (unsure.tries - 1))
                yield unsure

    def soon(self, id: str, now: float) -> None:
        """The service said that it may be sent again: that is done after a short pause, not at once."""
        self.waiting[id].due = now + self._random.uniform(0.05, SOON)

    def all_due(self, room: str | None = None) -> None:
        """A new line, or the room joined again: whatever has no answer goes out again."""
        for unsure in self.waiting.values():
            if room in (None, unsure.room):
                unsure.due = 0.0

    def drop_room(self, room: str) -> list[Unsure]:
        """Gives up what has no answer in a room, and says what that is."""
        dropped = [unsure for unsure in self.waiting.values() if unsure.room == room]
        for unsure in dropped:
            del self.waiting[unsure.id]
        return dropped
