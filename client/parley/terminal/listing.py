"""Lists of rooms and people as lines, pure."""

from collections.abc import Container, Sequence

from ..listings import FoundRoom, Member, RoomInfo
from .harmless import harmless_line, width
from .naming import label
from .typeset import brief, fill, short

MANY = 100  # the service counts no further


def room_lines(rooms: Sequence[RoomInfo], here: str | None, joined: Container[str]) -> list[str]:
    """A line a room: where one is (`>`) or listens (`·`), what is unread, and the last words."""
    labels = [label(room.room, room.peer) for room in rooms]
    column = max(map(width, labels), default=0)
    return [
        f"{'>' if room.room == here else '·' if room.room in joined else ' '} {fill(name, column)}  {_news(room):16} "
        f"{brief(room.last) if room.last else ''}".rstrip()
        for room, name in zip(rooms, labels, strict=True)
    ]


def found_lines(rooms: Sequence[FoundRoom]) -> list[str]:
    """A line a room: its name, title and topic."""
    column = max(len(harmless_line(room.room)) for room in rooms)
    told = [": ".join(part for part in (room.title, room.topic) if part) for room in rooms]
    return [f"  {harmless_line(room.room):{column}}  {what}".rstrip() for room, what in zip(rooms, told, strict=True)]


def member_lines(members: Sequence[Member]) -> list[str]:
    """A line a member: name, role, what they may not, and their id."""
    column = max(width(short(member.user)) for member in members)
    return [
        f"  {fill(short(member.user), column)}  {_standing(member):20} {harmless_line(member.user.user)}"
        for member in members
    ]


def _news(room: RoomInfo) -> str:
    unread = f"{room.unread}{'+' if room.unread >= MANY else ''} new" if room.unread else ""
    return f"{unread}, {room.mentions} @you" if room.mentions else unread


def _standing(member: Member) -> str:
    return harmless_line(", ".join([member.role] + ["muted"] * bool(member.muted) + ["banned"] * bool(member.banned)))
