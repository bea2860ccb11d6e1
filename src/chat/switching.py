"""Switching a room on and off, from where rooms are switches: the switch is kept, and the room is told."""

from chat.speaking import Said, own, prepare, speak
from errors import Busy
from models.switch import Switch


def turn(kind: str, identity: str, room: str, on: bool, deadline: float) -> None:
    """Keep how a room's switch stands, then say so in it; Forbidden in a room that is not the source's."""
    post = prepare(kind, Said(identity, f"Notifications {'on' if on else 'off'}.", room))
    Switch.turn(post.room, on)
    if not speak([post], deadline):
        raise Busy("the room was not told, switch again")


def is_on(room: str) -> bool:
    """How a room's switch stands; Forbidden for a room that is not the source's."""
    return Switch.is_on(own(room))
