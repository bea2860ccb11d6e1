"""What comes over the wire, as values: docs/protocol.md in types. `decode` has the way from text to these."""

from dataclasses import dataclass

from .entries import Entry, Message, Passed, User
from .listings import FoundRoom, Member, RoomInfo


@dataclass(frozen=True, slots=True)
class Page:
    """Every entry with `after < seq <= through`; `more` says whether the direction asked for goes on."""

    room: str
    after: int
    through: int
    log: tuple[Entry | Passed, ...]
    more: bool
    id: str | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is known of the log, in seq order."""
        return tuple(entry for entry in self.log if isinstance(entry, Entry))

    @property
    def messages(self) -> tuple[Message, ...]:
        """What was said, in seq order."""
        return tuple(entry for entry in self.log if isinstance(entry, Message))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found among `after < seq <= through`, newest first; `more`: there are older messages to look at."""

    room: str
    messages: tuple[Message, ...]
    after: int
    through: int
    more: bool
    id: str | None = None


@dataclass(frozen=True, slots=True)
class You:
    """Who we are in a room; `muted` until when (ms)."""

    user: str
    name: str
    role: str = "visitor"
    muted: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a room is: `access` is open, members or direct; a direct room has a `peer`, the other of the two."""

    access: str = "open"
    title: str = ""
    topic: str = ""
    archived: bool = False
    peer: User | None = None


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
class Fault:
    """An error frame, or what API Gateway says in its own words."""

    code: str
    retry: bool
    message: str
    id: str | None = None


Logged = Entry | Passed
OfARoom = Joined | Logged | Presence | Typing | Read
Frame = OfARoom | Page | Found | Left | Pong | Notice | Rooms | FoundRooms | Members | Upload | Link | Fault
