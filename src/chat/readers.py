"""Who may read a room: those who are in it, and its members wherever they are."""

from chat.authority import may, standing
from errors import NotJoined
from identity import Caller
from models.membership import Membership
from models.presence import Presence


def demand_reader(caller: Caller, room: str) -> None:
    """NotJoined to everyone else, whether there is such a room or not."""
    try:
        Presence.find(room, caller.user, caller.connection)
    except NotJoined:
        membership = Membership.of(caller.user, room)
        if not (membership.belongs and may("read without joining", standing(membership, caller.guest))):
            raise
