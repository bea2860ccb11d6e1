"""The entries of a room's log, as values: what was said, and what was done to it, to a user or to the room."""

from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class User:
    """Who speaks: `user` identifies, `name` is shown."""

    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """One emoji below a message; `users` may be fewer than `count`."""

    reaction: str
    count: int
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """What came with a message; `room.link(message.seq)` gives a URL of it."""

    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a room's log. `restart` marks the first one after entries that cannot be told any more."""

    room: str
    seq: int
    id: str | None
    sender: User
    at: int
    restart: bool = False

    @property
    def time(self) -> datetime:
        """The server's time of this entry."""
        return datetime.fromtimestamp(self.at / 1000, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Entry):
    """Something said, as it was when it was told; `room.messages[seq]` is how it is now.

    `reply` is the message that it answers, `thread` the one that the thread began with. `edited` and `erased` are the
    seqs at which that happened, last; the text of an erased one is empty. `replies` counts those in its thread.
    """

    text: str
    reply: int | None = None
    thread: int | None = None
    mentions: tuple[str, ...] = ()
    edited: int | None = None
    erased: int | None = None
    replies: int = 0
    reactions: tuple[Reaction, ...] = ()
    file: File | None = None
    as_of: int = field(default=0, compare=False, repr=False)  # every entry up to here is reflected


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Entry):
    """The message `target` has another text; an empty one, when it was erased later."""

    target: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Entry):
    """The message `target` is gone."""

    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted(Entry):
    """The sender reacted to the message `target`, or took it back (`on` is False)."""

    target: int
    reaction: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChanged(Entry):
    """The sender did `act` (invite, mute, kick …) to `user`, whose role and mute or ban (until, in ms) is this now."""

    act: str
    user: User
    role: str
    muted: int | None = None
    banned: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomChanged(Entry):
    """The sender made the room, or changed it into this."""

    access: str
    title: str
    topic: str
    archived: bool
    slow: int = 0


@dataclass(frozen=True, slots=True)
class Passed:
    """An entry of a type that this client does not know: its seq is taken, and nothing more."""

    room: str
    seq: int
    id: None = None
