"""What comes over the wire, as values: docs/protocol.md in types. `decode` has the way from text to these."""

from dataclasses import dataclass

from .about import About, You
from .entries import Entry, Passed, User
from .listings import FoundRoom, Member, RoomInfo
from .pages import Found, Page


@dataclass(frozen=True, slots=True)
class Joined:
    page: Page
    epoch: str
    head: int
    recovered: bool
    roster: tuple[User, ...]
    here: int
    you: You | None = None
    about: About = About()
    read: int = 0
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Out of a room: `act` says what put us there, where it was not our own wish on this line."""

    room: str
    act: str | None = None
    reason: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Pong:
    heads: dict[str, int]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """Someone came into a room (`here`) or has gone."""

    room: str
    who: User
    here: bool
    id: None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """Someone types; it ends by itself after 6 s, or with what they say. `room.typists` knows who types now."""

    room: str
    who: User
    id: None = None


@dataclass(frozen=True, slots=True)
class Read:
    """We have read a room up to `seq`, here or on another device."""

    room: str
    seq: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A direct message, or a mention (`reason`), in a room that we are not in here."""

    room: str
    seq: int
    reason: str
    sender: User
    text: str
    at: int
    id: None = None


@dataclass(frozen=True, slots=True)
class Rooms:
    rooms: tuple[RoomInfo, ...]
    next: str | None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class FoundRooms:
    rooms: tuple[FoundRoom, ...]
    next: str | None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Members:
    members: tuple[Member, ...]
    next: str | None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """Where and how to post a file."""

    url: str
    fields: dict[str, str]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Renewed:
    """The sign-in lasts until then."""

    until: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Farewell:
    """Nobody is signed in here any more: this connection is closed, and stays so."""

    reason: str
    until: int | None = None
    text: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """An error frame, or what API Gateway says in its own words."""

    code: str
    retry: bool
    message: str
    id: str | None = None


Logged = Entry | Passed
OfARoom = Joined | Logged | Presence | Typing | Read
Frame = (
    OfARoom
    | Page
    | Found
    | Left
    | Pong
    | Notice
    | Rooms
    | FoundRooms
    | Members
    | Upload
    | Link
    | Renewed
    | Farewell
    | Fault
)
