"""The rooms that a client wants to be in, and those that it is not let into."""

from tests.checker.history import History
from tests.checker.line import Frame
from tests.checker.outbox import Outbox
from tests.checker.place import Place

# Answers to who is not let into a room.
SHUT = {"forbidden", "not_found"}


class Visitor:
    """`places` are the rooms it wants to be in, `parked` those that it may come back to where it was."""

    def __init__(self, name: str, history: History, outbox: Outbox) -> None:
        self.name = name
        self.history = history
        self.outbox = outbox
        self.places: dict[str, Place] = {}
        self.parked: dict[str, Place] = {}
        self.visited: set[str] = set()
        self.shut: set[str] = set()
        self.roles: dict[str, str] = {}
        self.done: list[tuple[str, str, str]] = []

    def join(self, room: str) -> None:
        """Wants to be in a room, going on where it left if it kept its place."""
        self.visited.add(room)
        self.shut.discard(room)
        if room not in self.places:
            parked = self.parked.pop(room) if room in self.parked else None
            self.places[room] = parked or Place(room, self.name, self.history)

    def owned(self) -> list[str]:
        """The rooms that it was told it owns."""
        return sorted(room for room, role in self.roles.items() if role == "owner")

    def met(self, act: str) -> list[tuple[str, str]]:
        """Whom it has done that to, and in which rooms; a room that it archived is done to nobody."""
        return [(room, user) for room, user, done in self.done if done == act]

    def noticed(self, frame: Frame) -> None:
        """Who is invited or spoken to comes in."""
        seq, told = int(frame["seq"]), {"kind": frame["reason"], "text": frame["text"]}
        self.history.note("noticed", self.name, frame["room"], seq=seq, id=frame["from"]["user"], **told)
        if frame["reason"] in ("invite", "direct"):
            self.join(frame["room"])

    def shut_out(self, place: Place, code: str) -> None:
        """Not let in: what has no answer is given up, and the place is kept for a better time."""
        self.history.note("shut", self.name, place.room, id=place.join, kind=code)
        place.reached()
        place.out()
        self.parked[place.room] = self.places.pop(place.room)
        self.shut.add(place.room)
        for unsure in self.outbox.drop_room(place.room):
            self.history.note("abandoned", self.name, place.room, id=unsure.id)
