"""What one sees of a room beside its log: who is here and who types, what it is, who we are in it."""

import time
from dataclasses import replace

from .about import About, You
from .entries import Entry, MemberChanged, RoomChanged, User
from .frames import Joined, OfARoom, Presence, Read, Typing

TYPING_LASTS = 6.0  # seconds


class Around:
    """It changes with what arrives, however far one has read."""

    def __init__(self) -> None:
        self.roster: dict[str, User] = {}  # who is here, by their id
        self.here = 0  # connections, at the time of joining
        self.about = About()
        self.you = You("", "")
        self.read = 0  # how far we have read, on any device
        self._typing: dict[str, tuple[float, User]] = {}
        self._as_of = 0  # the last entry that is in `about` and `you`

    @property
    def typists(self) -> list[User]:
        """Who types now."""
        return [user for until, user in self._typing.values() if until > time.monotonic()]

    def _look(self, frame: OfARoom) -> None:
        match frame:
            case Joined():
                self._arrive(frame)
            case Presence(who=who, here=True):
                self.roster[who.user] = who
            case Presence(who=who):
                self.roster.pop(who.user, None)
                self._typing.pop(who.user, None)
            case Typing(who=who):
                self._typing[who.user] = (time.monotonic() + TYPING_LASTS, who)
            case Read(seq=seq):
                self.read = max(self.read, seq)
            case Entry():
                self._typing.pop(frame.sender.user, None)
                self._learn(frame)

    def _arrive(self, joined: Joined) -> None:
        self.roster = {user.user: user for user in joined.roster}
        self.here, self.about = joined.here, joined.about
        self.you = joined.you or self.you
        self.read, self._as_of = max(self.read, joined.read), joined.head

    def _learn(self, entry: Entry) -> None:
        """What is older than what we know of, tells nothing new."""
        if entry.seq <= self._as_of:
            return
        match entry:
            case RoomChanged(access=access, title=title, topic=topic, archived=archived, slow=slow):
                self.about = About(access, title, topic, archived, self.about.peer, slow)
            case MemberChanged() if entry.user.user == self.you.user:
                self.you = replace(self.you, role=entry.role, muted=entry.muted)
            case _:
                return
        self._as_of = entry.seq
