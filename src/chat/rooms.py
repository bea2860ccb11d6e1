"""Joining and leaving rooms."""

import zlib
from contextlib import suppress
from typing import Any

import frames
from chat.announcing import ANNOUNCED_UP_TO, ROSTER, announce
from chat.answering import answer
from chat.authority import may_join
from chat.knowing import about, no_such_room
from chat.pages import newest_first, oldest_first
from chat.quitting import quit_room
from chat.reserving import is_reserved, opened
from errors import Busy, Forbidden, NotFound, NotJoined
from identity import Caller
from models import crowd, entrance, reading
from models.crowd import Company, Here
from models.founding import found
from models.membership import Membership
from models.presence import Presence
from models.reading import Page
from models.room import DIRECT, Room

ROSTER_BYTES = 8 * 1024
PAGE_BYTES = frames.PAGE_BYTES - ROSTER_BYTES
# One in so many who join a large room counts it.
COUNTED_BY = 128


def join(caller: Caller, request: frames.JoinRoom, deadline: float) -> None:
    """Put the connection into the room, and answer with what it missed or with the newest page.

    Presence first, then the log: whoever speaks in between commits first and then reads presences, so that every
    message is in the page or delivered, and none falls between.
    """
    membership = _let_in(caller, request.room)
    page, recovered = _missed(request)
    if page.about["access"] != "open" and not membership.belongs:
        # It was closed while we came in. Who closed it wrote that first, and then put out whoever was there.
        entrance.leave(caller.user, caller.connection, request.room)
        raise no_such_room()
    company = crowd.company(request.room, ROSTER)
    _demand_here(caller, request.room, company)
    joined = _joined(page, recovered, request.after is not None, company)
    answer(caller, joined | _yours(caller, membership, page), request.id, deadline)
    announce(request.room, caller, company, deadline, came=True)
    if not company.complete and _counts(caller):
        # Nobody has to speak for a room to grow.
        look = crowd.look(request.room)
        look.note_sizes(look.everyone())


def leave(caller: Caller, request: frames.LeaveRoom, deadline: float) -> None:
    """Take the connection out of the room, or with `quit` the user for good; harmless where it was not in it."""
    if request.quit:
        inside = quit_room(caller, request.room, request.id, deadline)
    else:
        inside = entrance.leave(caller.user, caller.connection, request.room)
    answer(caller, {"type": "left", "room": request.room}, request.id, deadline)
    if inside:
        # Nobody hears in a room of who never was in it.
        announce(request.room, caller, crowd.company(request.room, ROSTER), deadline, came=False)


def _let_in(caller: Caller, name: str) -> Membership:
    """Put the connection into the room: NotFound where the user may not know of it, Forbidden where they are banned."""
    room = _room(caller, name)
    membership = Membership.of(caller.user, name)
    if not may_join(room, membership, caller.guest):
        raise Forbidden("you are banned here") if room.access == "open" else no_such_room()
    entrance.enter(caller.user, caller.name, caller.connection, name, membership, int(room.head))
    return membership


def _demand_here(caller: Caller, room: str, company: Company) -> None:
    """Busy where the connection was put out while the page was read: what was said after that is not for it."""
    if any(one.connection == caller.connection for one in company.people):
        return
    try:
        Presence.find(room, caller.user, caller.connection)
    except NotJoined:
        raise Busy("your standing in this room has just changed, try again") from None


def _room(caller: Caller, name: str) -> Room:
    """The room, which belongs to who joins it first; direct rooms begin with a message, and guests own nothing."""
    with suppress(NotFound):
        return Room.named(name)
    if name.startswith(DIRECT):
        raise no_such_room()
    if not (caller.guest or is_reserved(name)) and found(Room.new(name), caller.user, caller.name):
        return Room.named(name)
    return opened(name)


def _yours(caller: Caller, membership: Membership, page: Page) -> dict[str, Any]:
    """What only this user is told: who they are here, what the room is to them, and how far they have read."""
    you: dict[str, Any] = {"user": caller.user, "name": caller.name, "role": membership.role}
    if membership.muted:
        you["muted"] = membership.muted
    return {
        "you": you,
        "about": about(page.about, membership),
        "read": int(membership.read) if membership.there else page.head,
    }


def _missed(request: frames.JoinRoom) -> tuple[Page, bool]:
    """The page to answer with, and whether it continues what the client has."""
    if request.after is None:
        return reading.newest(request.room, frames.PAGE_DEFAULT), True
    page = reading.newer(request.room, request.after, frames.PAGE_LIMIT)
    if page.epoch == request.epoch and request.after <= page.head and not page.lost:
        return page, True
    return reading.newest(request.room, frames.PAGE_DEFAULT), False


def _joined(page: Page, recovered: bool, resuming: bool, company: Company) -> dict[str, Any]:
    forward = recovered and resuming
    cut = (oldest_first if forward else newest_first)(page, PAGE_BYTES)
    return {
        "type": "joined",
        "room": page.room,
        "epoch": page.epoch,
        "head": page.head,
        "after": cut.after,
        "through": cut.through,
        "messages": cut.messages,
        "more": cut.through < page.head if forward else cut.after > 0 and not page.lost,
        "recovered": recovered,
        "roster": _roster(company.people),
        "here": company.size,
    }


def _roster(here: list[Here]) -> list[dict[str, Any]]:
    users = {one.user: one.name for one in here}
    roster = [{"user": user, "name": name} for user, name in sorted(users.items())[:ANNOUNCED_UP_TO]]
    return roster[: frames.fitting(roster, ROSTER_BYTES)]


def _counts(caller: Caller) -> bool:
    return zlib.crc32(caller.connection.encode()) % COUNTED_BY == 0
