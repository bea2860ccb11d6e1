"""What lists are made of: the rooms one has, the rooms one could have, and who has a standing in one."""

from dataclasses import dataclass

from .entries import Message, User


@dataclass(frozen=True, slots=True)
class RoomInfo:
    """A room that one has joined and not quit. `unread` and `mentions` count up to 100; `last` is cut short."""

    room: str
    access: str
    title: str
    topic: str
    archived: bool
    role: str
    head: int
    read: int
    unread: int
    mentions: int
    last: Message | None = None
    peer: User | None = None


@dataclass(frozen=True, slots=True)
class FoundRoom:
    """An open room that one may join."""

    room: str
    title: str
    topic: str


@dataclass(frozen=True, slots=True)
class Member:
    """Who has a role, a mute or a ban in a room; `muted` and `banned` say until when (ms)."""

    user: User
    role: str
    muted: int | None = None
    banned: int | None = None
