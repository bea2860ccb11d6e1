"""What a client takes in: every frame that arrives, into its rooms, its outbox and the history."""

from random import Random
from time import monotonic
from typing import NamedTuple

from tests.checker.entry import entry, is_entry, user_of
from tests.checker.history import History
from tests.checker.inquirer import Inquirer
from tests.checker.line import Frame, Line
from tests.checker.outbox import Outbox
from tests.checker.visitor import SHUT

# Answers that do not end the matter: the next attempt joins, or connects, first.
TRY_OTHERWISE = {"not_joined", "expired"}


class Said(NamedTuple):
    """A message of this client that was acknowledged, and the frame that said it; empty where a file was shared."""

    id: str
    text: str
    seq: int
    frame: Frame


class Listener(Inquirer):
    """What one user knows: its rooms, what it has said, and what it waits for."""

    def __init__(self, name: str, history: History, random: Random, patience: float) -> None:
        super().__init__(name, history, Outbox(random, patience))
        self.said: dict[str, list[Said]] = {}
        self.strays: dict[str, tuple[str, str]] = {}
        self.line: Line | None = None
        self.pings: dict[str, float] = {}
        self.asked: dict[str, Frame | None] = {}
        self.once: dict[str, Frame] = {}
        self.shared: dict[str, str] = {}
        self.files: dict[str, dict[int, str]] = {}
        self.random = random
        self.patience = patience

    def receive(self, frame: Frame) -> None:
        """Takes in a frame of any sort; what the gateway itself says has no type, and the next attempt heals it."""
        answers = {
            "joined": self._joined,
            "history": self._page,
            "pong": self._pong,
            "error": self._error,
            "left": self._left,
            "notice": self.noticed,
            "typing": self._typed,
            "rooms": self.counted,
            "read": self.marked,
            "members": self.ranked,
            "found": self.found,
            "foundRooms": self.listed,
        }
        kind = str(frame.get("type"))
        if frame.get("id") in self.asked and kind != "error":
            self.asked[frame["id"]] = frame
        if frame.get("id") in self.once:
            self.once[frame["id"]] = frame
        if kind in answers:
            answers[kind](frame)
        elif is_entry(frame):
            one = entry(frame)
            self.history.note("seen", self.name, frame["room"], seq=one.seq, entries=(one,))
            self._own(frame)
            if frame["room"] in self.places:
                self.places[frame["room"]].live(one)

    def _joined(self, frame: Frame) -> None:
        self.roles[frame["room"]] = frame["you"]["role"]
        self._read(frame)
        place = self.places.get(frame["room"])
        if place is None:
            return
        if place.join and place.join == frame.get("id"):
            place.joined(frame)
            self.outbox.all_due(place.room)
        else:
            place.page(frame)

    def _page(self, frame: Frame) -> None:
        self._read(frame)
        if place := self.places.get(frame["room"]):
            place.page(frame)
            if place.question == frame.get("id"):
                place.question = ""

    def _read(self, frame: Frame) -> None:
        entries = tuple(entry(one) for one in frame["messages"])
        after, through = int(frame["after"]), int(frame["through"])
        kind = str(frame["type"])
        self.history.note("read", self.name, frame["room"], entries=entries, kind=kind, after=after, seq=through)
        for one in frame["messages"]:
            self._own(one)

    def _own(self, frame: Frame) -> None:
        """An own copy is the acknowledgement, on whichever way it comes."""
        id = str(frame.get("id", ""))
        unsure = self.outbox.waiting.get(id)
        if "file" in frame:
            self._file(frame)
        if frame["type"] == "member" and frame["user"] == user_of(self.name):
            self.roles[frame["room"]] = frame["role"]
        if unsure is None or frame["from"]["user"] != user_of(self.name):
            return
        del self.outbox.waiting[id]
        seq, room = int(frame["seq"]), str(frame["room"])
        if frame["type"] == "message":
            self.said.setdefault(room, []).append(Said(id, unsure.text, seq, unsure.frame))
        if frame["type"] == "member":
            self.done.append((room, frame["user"], frame["act"]))
        if unsure.frame.get("archived"):
            self.done.append((room, "", "archive"))
        if unsure.anywhere:
            self.join(room)
        self.history.note("acked", self.name, room, id=id, seq=seq, text=unsure.text)

    def _file(self, frame: Frame) -> None:
        """A file that somebody shared; one's own is a message of one's own that is said."""
        id, room, seq, name = str(frame["id"]), str(frame["room"]), int(frame["seq"]), str(frame["file"]["name"])
        self.files.setdefault(room, {})[seq] = name
        if frame["from"]["user"] == user_of(self.name) and self.shared.pop(name, None) is not None:
            self.said.setdefault(room, []).append(Said(id, frame["text"], seq, {}))
            self.history.note("acked", self.name, room, id=id, seq=seq, text=frame["text"])

    def _typed(self, frame: Frame) -> None:
        self.history.note("typed", self.name, frame["room"], id=frame["user"], seq=int(frame.get("seq", 0)))

    def _left(self, frame: Frame) -> None:
        """Who was put out comes in again, and goes on where they were."""
        self.history.note("left", self.name, frame["room"])
        place = self.places.get(frame["room"])
        if place and "act" in frame:
            place.out()

    def _pong(self, frame: Frame) -> None:
        id = str(frame.get("id", ""))
        for room, place in self.places.items():
            if not place.inside or place.inside_since > self.pings.get(id, 0.0):
                continue
            if room in frame["heads"]:
                place.position.expect(int(frame["heads"][room]), monotonic())
            else:
                place.out()

    def _error(self, frame: Frame) -> None:
        id, now = str(frame.get("id", "")), monotonic()
        if frame["code"] == "expired" and self.line is not None:
            self.line.abort()
        if id in self.strays:
            room, text = self.strays[id]
            # A frame that came late may find the client inside: one attempt is refused, and another is not.
            if not frame["retry"] and (frame["code"] not in TRY_OTHERWISE or room not in self.visited):
                self.history.note("refused", self.name, room, id=id, text=text, kind=frame["code"])
        elif id in self.outbox.waiting:
            self._refused(id, frame, now)
        for place in list(self.places.values()):
            if id and id == place.join and frame["code"] in SHUT:
                self.shut_out(place, frame["code"])
            elif id and id in (place.join, place.question):
                place.question = ""
                if place.join == id:
                    place.join_due = now + self.random.uniform(0.05, 0.3)
                if frame["code"] in TRY_OTHERWISE:
                    place.out()

    def _refused(self, id: str, frame: Frame, now: float) -> None:
        unsure = self.outbox.waiting[id]
        if frame["code"] in TRY_OTHERWISE and unsure.room in self.places:
            self.places[unsure.room].out()
        if frame["code"] in TRY_OTHERWISE or frame["retry"]:
            self.outbox.soon(id, now)
            return
        del self.outbox.waiting[id]
        self.history.note("refused", self.name, unsure.room, id=id, text=unsure.text, kind=frame["code"])
