"""Commands for coming and going, from room to room."""

from ..listings import RoomInfo
from ..room import Room
from .command import Command, inside
from .listing import found_lines, room_lines
from .naming import addressed, label
from .seat import Seat

WAITING = 8
WHO = "nobody is known by that name; /who and /members show who is here"


async def greet(seat: Seat) -> None:
    """Say what was written elsewhere while one was away."""
    rooms = [room for room in await seat.chat.rooms() if room.unread and room.room not in seat.chat.joined]
    if rooms:
        waiting = ", ".join(f"{label(room.room, room.peer)} ({room.unread})" for room in rooms[:WAITING])
        more = " and more" if len(rooms) > WAITING else ""
        seat.scene.note(f"unread: {waiting}{more}; /next goes there, /rooms shows them all")


async def _join(seat: Seat, argument: str) -> None:
    name = argument.removeprefix("#")
    if not name:
        return seat.scene.note("which room? /join ROOM")
    await seat.turn_to(name)


async def _leave(seat: Seat, room: Room, quit: bool) -> None:
    await room.leave(quit=quit)
    seat.turn_away(room)
    where = f"; this is {label(seat.room.name, seat.room.about.peer)}" if seat.room else ""
    seat.scene.note(f"you have left {label(room.name, room.about.peer)}{' for good' if quit else ''}{where}")


async def _rooms(seat: Seat, _: str) -> None:
    rooms = await _listed(seat)
    seat.met |= {room.peer.user: room.peer for room in rooms if room.peer}
    if not rooms:
        return seat.scene.note("you have no rooms yet: /join ROOM")
    seat.scene.table(room_lines(rooms, seat.room.name if seat.room else None, seat.chat.joined))


async def _listed(seat: Seat) -> list[RoomInfo]:
    """One's rooms; of the one that is looked at, nothing is unread."""
    if seat.room is not None:
        await seat.bookmarks.mark(seat.room)
    return await seat.chat.rooms()


async def _next(seat: Seat, _: str) -> None:
    def urgency(room: RoomInfo) -> tuple[bool, int, int]:
        return room.peer is not None, room.mentions, room.unread

    here = seat.room.name if seat.room else None
    waiting = [room for room in await _listed(seat) if room.unread and room.room != here]
    if not waiting:
        return seat.scene.note("nothing is unread elsewhere")
    await seat.turn_to(max(waiting, key=urgency).room)


async def _find(seat: Seat, prefix: str) -> None:
    found = await seat.chat.find_rooms(prefix)
    if not found:
        return seat.scene.note(f"no open room begins with {prefix}" if prefix else "there are no open rooms")
    seat.scene.table(found_lines(found))


async def _create(seat: Seat, argument: str) -> None:
    name, _, access = argument.partition(" ")
    if not name or access not in ("", "open", "members"):
        return seat.scene.note("/create ROOM makes an open room, /create ROOM members one for members only")
    await seat.chat.create_room(name.removeprefix("#"), access=access or "open")
    await seat.turn_to(name.removeprefix("#"))


async def _direct(seat: Seat, argument: str) -> None:
    if not argument:
        return seat.scene.note("to whom? /dm NAME TEXT")
    found = addressed(argument, seat.people())
    first, _, rest = argument.partition(" ")
    if found is None and ":" not in first:
        return seat.scene.note(WHO)
    user, text = (found[0].user, found[1]) if found else (first, rest.strip())
    if text:
        await seat.turn_to((await seat.chat.direct(user, text)).room)
    elif ours := [room.room for room in await seat.chat.rooms() if room.peer and room.peer.user == user]:
        await seat.turn_to(ours[0])
    else:
        seat.scene.note("the first message makes the room: /dm NAME TEXT")


COMMANDS = {
    "join": Command("ROOM", "come into a room, or turn to it", _join),
    "next": Command("", "turn to a room with something unread", _next),
    "rooms": Command("", "your rooms, and what is unread there", _rooms),
    "find": Command("PREFIX", "open rooms whose names begin so", _find),
    "create": Command("ROOM [members]", "make a room, open or for members only", _create),
    "dm": Command("NAME [TEXT]", "talk with one person alone", _direct),
    "signout": Command("", "sign out on all devices, this one too", lambda seat, _: seat.chat.sign_out()),
    "leave": inside("", "leave this room", lambda seat, room, _: _leave(seat, room, False)),
    "forget": inside(
        "", "leave it for good: it is none of your rooms any more", lambda seat, room, _: _leave(seat, room, True)
    ),
}
