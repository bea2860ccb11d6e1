"""The end of a history, in which nothing goes wrong: what is best effort before is demanded there."""

from math import inf

from tests.checker.history import History


class Calm:
    """`began` is the number of its first record; without one there is no calm."""

    def __init__(self, history: History) -> None:
        self._history = history
        numbered = list(enumerate(history.records))
        self.began = next((number for number, record in numbered if record.op == "calm"), inf)
        self.read_at = {record.room: number for number, record in numbered if record.op == "log"}
        self._asked = {record.id: number for number, record in numbered if record.op == "asks"}
        later = [record for number, record in numbered if number > self.began]
        self._moved = {record.client for record in later if record.op in ("open", "down")}
        self._entered = {(record.client, record.room) for record in later if record.op == "asked"}
        self._inside = {(record.client, record.room) for record in later if record.op == "closed" and not record.kind}

    def final(self, id: str, room: str) -> bool:
        """Whether that request was made after the room's log was read: nothing changes there any more."""
        return self._asked.get(id, -1) > self.read_at.get(room, inf)

    def steady(self) -> set[str]:
        """The clients that are on the same line all the while."""
        there = {record.client for record in self._history.of("open")}
        return there - self._moved if self.began < inf else set()

    def inside(self, room: str) -> set[str]:
        """The clients that are in that room all the while, on the same line."""
        return {client for client in self.steady() if (client, room) in self._inside - self._entered}
