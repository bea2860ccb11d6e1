"""What the moderators of a room did to a user, by its log, and when what it made of them can have held.

An act holds from some moment between its first sending and its acknowledgement on. So whoever asks what a user can
have been in a stretch of the history is answered with all that is possible.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from tests.checker.entry import Entry
from tests.checker.entry import user_of as user
from tests.checker.history import History

Writing = tuple[str, str]


@dataclass(frozen=True)
class Standing:
    """Inside a room or out of it, muted or not, and between which records of the history that began and ended."""

    outside: bool
    muted: bool
    earliest_begin: float
    latest_end: float


@dataclass
class Room:
    """A room's log, with what of it is about people."""

    log: list[Entry]
    closed: bool = False
    owner: str = ""
    acts: dict[str, list[tuple[Entry, str]]] = field(default_factory=dict)


class Standings:
    """Of each room whose log was read, of each user."""

    def __init__(self, history: History) -> None:
        self.sent: dict[Writing, int] = {}
        self._acked: dict[Writing, int] = {}
        for number, record in enumerate(history.records):
            writing = (user(record.client), record.id)
            if record.op == "acked":
                self._acked.setdefault(writing, number)
            elif record.op == "sent" and writing not in self._acked:
                # A file's message is none that was sent; who uses its id again later says something else.
                self.sent.setdefault(writing, number)
        self.rooms = {room: _room([log[seq] for seq in sorted(log)]) for room, log in history.logs().items()}

    def outside(self, room: str, who: str, since: float, until: float) -> bool:
        """Whether the user can have been one of those who are not let in, at some moment of that stretch."""
        return any(one.outside for one in self._possible(room, who, since, until))

    def inside(self, room: str, who: str, since: float, until: float) -> bool:
        """Whether the user can have been one of those who are let in, at some moment of that stretch."""
        return any(not one.outside for one in self._possible(room, who, since, until))

    def speaking(self, room: str, who: str, since: float, until: float) -> bool:
        """Whether the user can have been one of those who may speak, at some moment of that stretch."""
        return any(not one.outside and not one.muted for one in self._possible(room, who, since, until))

    def silenced(self, room: str, who: str, since: float, until: float) -> bool:
        """Whether the user can have been one of those who may not speak, at some moment of that stretch."""
        return any(one.outside or one.muted for one in self._possible(room, who, since, until))

    def _possible(self, room: str, who: str, since: float, until: float) -> Iterator[Standing]:
        for one in self._of(room, who):
            if one.earliest_begin < until and one.latest_end > since:
                yield one

    def _of(self, room: str, who: str) -> Iterator[Standing]:
        known = self.rooms.get(room, Room([]))
        acts = known.acts.get(who, [])
        begins = [-1.0, *(self.sent.get((entry.user, entry.id), -1) for entry, _ in acts)]
        ends = [*(self._acked.get((entry.user, entry.id), inf) for entry, _ in acts), inf]
        yield from map(Standing, outsides(known, who), mutes(known, who), begins, ends)


def outsides(room: Room, who: str) -> list[bool]:
    """Whether the user is kept out: before any act, and after each."""
    member, banned = who == room.owner, False
    found = [room.closed and not member]
    for _, act in room.acts.get(who, []):
        member = act == "invite" or (member and act not in ("kick", "ban"))
        banned = act == "ban" or (banned and act != "unban")
        found.append(banned or (room.closed and not member))
    return found


def mutes(room: Room, who: str) -> list[bool]:
    """Whether the user is muted: before any act, and after each; a course is over before a mute is."""
    muted, found = False, [False]
    for _, act in room.acts.get(who, []):
        muted = act == "mute" or (muted and act != "unmute")
        found.append(muted)
    return found


def act_of(entry: Entry) -> dict[str, str | int]:
    """What an entry did to whom; nothing where it is of another kind."""
    return dict(json.loads(entry.text)) if entry.kind == "member" else {}


def _room(log: list[Entry]) -> Room:
    room = Room(log)
    for entry in log:
        if entry.kind == "room" and json.loads(entry.text)["access"] == "members" and not room.closed:
            room.closed, room.owner = True, entry.user
        if act := act_of(entry):
            room.acts.setdefault(str(act["user"]), []).append((entry, str(act["act"])))
    return room
