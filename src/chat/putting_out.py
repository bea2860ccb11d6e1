"""Putting users out of rooms: all of their connections, told why."""

from collections.abc import Iterable
from typing import Any

import delivery
import frames
from models import connection as connections
from models import entrance
from models.crowd import company
from models.membership import of_users
from models.presence import Presence

MOST = 100_000
KNOWN_AT_ONCE = 100


def put_out(
    user: str,
    room: str,
    why: dict[str, Any],
    deadline: float,
    spared: str | None = None,
    gone: Iterable[str] = (),
) -> bool:
    """Take all connections of a user out of a room, and tell each but the spared one; whether any was there.

    `gone` were taken out before, and are told now.
    """
    there = {*take_out(user, room), *gone}
    told = sorted(there - {spared})
    if told:
        delivery.deliver(frames.encode({"type": "left", "room": room, **why}), told, deadline)
    return bool(there)


def take_out(user: str, room: str) -> list[str]:
    """Take all connections of a user out of a room without a word, and return which."""
    there = {each: rooms[room] for each, rooms in connections.of_user(user).items() if room in rooms}
    for connection, shard in there.items():
        entrance.put_out(user, connection, room, shard)
    return list(there)


def mute(user: str, room: str, until: int | None) -> None:
    """None of the user's connections may speak in the room until then; None lets them speak."""
    for connection, rooms in connections.of_user(user).items():
        if room in rooms:
            Presence.mute(room, rooms[room], connection, until)


def put_out_visitors(room: str, deadline: float) -> None:
    """Take everyone out of a room who is not a member of it."""
    users = sorted({here.user for here in company(room, MOST).people})
    for start in range(0, len(users), KNOWN_AT_ONCE):
        some = users[start : start + KNOWN_AT_ONCE]
        members = {membership.user for membership in of_users(some, room) if membership.belongs}
        _put_out_all(set(some) - members, room, deadline)


def _put_out_all(users: Iterable[str], room: str, deadline: float) -> None:
    for user in users:
        put_out(user, room, {"act": "close"}, deadline)
