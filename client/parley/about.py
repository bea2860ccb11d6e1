"""What one learns of a room when one comes in: what it is, and who we are there."""

from dataclasses import dataclass

from .entries import User


@dataclass(frozen=True, slots=True)
class About:
    """What a room is: `access` is open, members or direct; a direct room has a `peer`, the other of the two.

    In one that is `slow`, that many seconds go by from message to message of a visitor or member.
    """

    access: str = "open"
    title: str = ""
    topic: str = ""
    archived: bool = False
    peer: User | None = None
    slow: int = 0


@dataclass(frozen=True, slots=True)
class You:
    """Who we are in a room; `muted` until when (ms)."""

    user: str
    name: str
    role: str = "visitor"
    muted: int | None = None
