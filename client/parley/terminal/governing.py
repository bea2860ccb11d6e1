"""Commands for governing a room: what it is called, who may do what in it."""

from ..room import Room
from .command import Command, inside
from .naming import addressed
from .seat import Seat

FOR_A_TIME = ("mute", "ban")
ACTS = ("invite", "promote", "demote", "mute", "unmute", "kick", "ban", "unban")
WHO = "whom? their name, or their id as /members shows it"


async def _moderate(seat: Seat, room: Room, act: str, argument: str) -> None:
    found = addressed(argument, [*seat.people(), *[member.user for member in await room.members()]])
    first, _, words = argument.partition(" ")
    if found is None and ":" not in first:
        return seat.scene.note(f"{WHO}: /{act} NAME")
    user, rest = (found[0].user, found[1]) if found else (first, words.strip())
    minutes, _, reason = rest.partition(" ")
    timed = act in FOR_A_TIME and minutes.isdecimal()
    await room.moderate(
        user, act, minutes=int(minutes) if timed else None, reason=(reason.strip() if timed else rest) or None
    )


async def _topic(seat: Seat, room: Room, topic: str) -> None:
    await room.change(topic=topic)


async def _title(seat: Seat, room: Room, title: str) -> None:
    await room.change(title=title)


async def _access(seat: Seat, room: Room, access: str) -> None:
    if access not in ("open", "members"):
        return seat.scene.note("/access open lets everyone in, /access members the members only")
    await room.change(access=access)


async def _archive(seat: Seat, room: Room, _: str) -> None:
    await room.change(archived=not room.about.archived)


def _act(act: str, takes: str = "", says: str = "") -> Command:
    return inside(takes, says, lambda seat, room, argument: _moderate(seat, room, act, argument))


COMMANDS = {
    "title": inside("TEXT", "what the room is called", _title),
    "topic": inside("TEXT", "what it is about", _topic),
    "access": inside("open|members", "who may come in", _access),
    "archive": inside("", "let nothing more be said here, or open it again", _archive),
    **{act: _act(act) for act in ACTS},
    "invite": _act("invite", "NAME", "make somebody a member; /promote, /demote: up, down"),
    "mute": _act("mute", "NAME [MINUTES]", "with a reason behind it; so do /kick and /ban"),
    "unmute": _act("unmute", "NAME", "undo that; so does /unban"),
}
