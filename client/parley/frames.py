"""What goes over the wire, as values: docs/protocol.md in types. `decode` has the way from text to these."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from .errors import ParleyError

# API Gateway ends the connection (1009) for a larger frame, and would do so at every attempt.
LARGEST_FRAME = 32 * 1024

Request = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class User:
    """Who speaks: `user` identifies, `name` is shown."""

    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a room's log. `restart` marks the first one after messages that cannot be told any more."""

    room: str
    seq: int
    id: str | None
    sender: User
    text: str
    at: int
    restart: bool = False

    @property
    def time(self) -> datetime:
        """The server's time of this message."""
        return datetime.fromtimestamp(self.at / 1000, UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """Every message with `after < seq <= through`; `more` says whether the direction asked for goes on."""

    room: str
    after: int
    through: int
    messages: tuple[Message, ...]
    more: bool
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    page: Page
    epoch: str
    head: int
    recovered: bool
    roster: tuple[User, ...]
    here: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    room: str
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
class Fault:
    """An error frame, or what API Gateway says in its own words."""

    code: str
    retry: bool
    message: str
    id: str | None = None


Frame = Message | Page | Joined | Left | Pong | Presence | Fault


def encode(request: Request) -> str:
    """The text frame of a request; raises ParleyError for what can only break the line."""
    text = json.dumps(request, ensure_ascii=False, separators=(",", ":"))
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise ParleyError("this text has half a character in it (a lone surrogate)", "bad_frame") from None
    if size > LARGEST_FRAME:
        raise ParleyError("this is too large to send: a text has 8,192 bytes at most", "too_large")
    return text
