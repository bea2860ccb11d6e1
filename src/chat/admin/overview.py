"""Looking: which rooms there are, who is who in them, and who is connected. Long lists come in pages."""

from collections.abc import Iterable
from typing import Any

from chat.admin.asked import Asked
from models import crowd, heads, membership, scan
from models.account import Account
from models.connected import Connected, connected_after
from models.connection import of_user
from models.crowd import Here
from models.membership import Membership, listed
from models.profile import Profile
from models.room import OPEN_ROOMS, Room
from models.room import about as about_room

PAGE = 100
SHOWN_OF_A_ROOM = 1_000


def rooms(asked: Asked) -> dict[str, Any]:
    """The open rooms by name; with `all` every room, by reading the whole table."""
    if asked["all"]:
        items, last = scan.of_kind("room", asked["after"])
        found = [Room.from_raw_data(item) for item in items]
    else:
        page = listed(OPEN_ROOMS, asked["after"], PAGE)
        named, last = [item["listed_as"]["S"] for item in page.items], page.next
        known = heads.rooms(named)
        found = [known[name] for name in named if name in known]
    return {"rooms": [_room(room) for room in found], "after": last}


def room(asked: Asked) -> dict[str, Any]:
    """What a room is, who belongs to it, and who is there."""
    there = Room.named(asked["room"])
    company = crowd.company(asked["room"], PAGE)
    return {**_room(there), **members(asked), "here": _people(company.people), "connections": company.size}


def members(asked: Asked) -> dict[str, Any]:
    """Those with a standing in a room, by user."""
    page = membership.members(asked["room"], asked["after"], PAGE)
    found = [Membership.from_raw_data(item) for item in page.items]
    people = [{"user": one.user, "name": one.name, "role": one.role, "standing": one.standing} for one in found]
    return {"users": people, "after": page.next}


def users(asked: Asked) -> dict[str, Any]:
    """Who has signed up, by reading the whole table; in a room, who belongs to it."""
    if asked["room"]:
        return members(asked)
    items, last = scan.of_kind("profile", asked["after"])
    profiles = [Profile.from_raw_data(item) for item in items]
    told = [{"user": str(one.pk).removeprefix("USER#"), "name": one.name, "since": int(one.since)} for one in profiles]
    return {"users": told, "after": last}


def user(asked: Asked) -> dict[str, Any]:
    """All that is known of one user at a glance: profile, account, rooms, connections."""
    name = asked["user"]
    profile, account = Profile.of(name), Account.of(name)
    found, last = membership.of_user(name, asked["after"], PAGE)
    told: dict[str, Any] = {"user": name}
    if profile:
        told |= {"name": profile.name, "since": int(profile.since)}
    numbers = {"banned": account.banned_until, "signed_out": account.signed_out_at}
    told |= {what: int(number) for what, number in numbers.items() if number}
    told["rooms"] = [{"room": one.room, "standing": one.standing, "read": int(one.read)} for one in found]
    told["connections"] = _own(name)
    return {**told, "after": last}


def connections(asked: Asked) -> dict[str, Any]:
    """Who is connected: to a room, as a user, or at all by when they came."""
    if asked["user"]:
        return {"connections": [{"user": asked["user"], **one} for one in _own(asked["user"])], "after": None}
    if asked["room"]:
        company = crowd.company(asked["room"], SHOWN_OF_A_ROOM)
        return {"connections": _people(company.people), "after": None, "size": company.size}
    people, last = connected_after(asked["after"], PAGE)
    return {"connections": _people(people), "after": last}


def _people(found: Iterable[Here | Connected]) -> list[dict[str, Any]]:
    return [{"user": one.user, "name": one.name, "connection": one.connection} for one in found]


def _own(user: str) -> list[dict[str, Any]]:
    return [{"connection": one, "rooms": sorted(rooms)} for one, rooms in of_user(user).items()]


def _room(room: Room) -> dict[str, Any]:
    days = {"days": int(room.days)} if room.days else {}
    return {"room": room.name, **about_room(room), "head": int(room.head), "moved_at": int(room.moved_at), **days}
