"""Telling a room who comes and goes: best effort, and only in rooms that are small enough not to pay for it."""

import frames
from chat.telling import tell_these
from identity import Caller
from models.crowd import Company

ANNOUNCED_UP_TO = 100
# One more than a small room has, so that a small room is seen whole.
ROSTER = ANNOUNCED_UP_TO + 1


def announce(room: str, who: Caller, company: Company, deadline: float, *, came: bool) -> None:
    """Tell everyone else in the room, unless the user has another connection there."""
    others = [other for other in company.people if other.connection != who.connection]
    at_home = any(other.user == who.user for other in others)
    if at_home or not company.complete or len(company.people) > ANNOUNCED_UP_TO:
        return
    frame = {"type": "presence", "room": room, "user": who.user, "name": who.name, "here": came}
    tell_these(room, frames.encode(frame), {other.connection: other.shard for other in others}, deadline)
