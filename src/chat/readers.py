"""Who may read a room: those who are in it, and its members wherever they are."""

from collections.abc import Callable
from typing import TypeVar

from chat.authority import may, standing
from errors import NotJoined
from identity import Caller
from models.membership import Membership
from models.presence import Presence

R = TypeVar("R")


def demand_reader(caller: Caller, room: str) -> None:
    """NotJoined to everyone else, whether there is such a room or not."""
    try:
        Presence.find(room, caller.user, caller.connection)
    except NotJoined:
        membership = Membership.of(caller.user, room)
        if not (membership.belongs and may("read without joining", standing(membership, caller.guest))):
            raise


def read_for(demand: Callable[[], object], read: Callable[[], R]) -> R:
    """What a room's reader reads, and nothing of it where they were put out meanwhile: it may have been said since."""
    demand()
    found = read()
    demand()
    return found
