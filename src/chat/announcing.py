"""Telling a room who comes and goes: best effort, and only in rooms that are small enough not to pay for it."""

import delivery
import frames
from models import presence
from models.presence import Here

ANNOUNCED_UP_TO = 100


def announce(room: str, who: Here, here: list[Here], deadline: float, *, came: bool) -> None:
    """Tell everyone else in the room, unless the user has another connection there."""
    others = [other.connection for other in here if other.connection != who.connection]
    at_home = any(other.user == who.user and other.connection != who.connection for other in here)
    if at_home or not others or len(others) > ANNOUNCED_UP_TO:
        return
    frame = {"type": "presence", "room": room, "user": who.user, "name": who.name, "here": came}
    outcome = delivery.deliver(frames.encode(frame), others, deadline)
    presence.Presence.remove(room, outcome.gone)
