"""Rooms that AWS's events speak in: theirs whom the deployment names as operators, for members only."""

from config import is_among, settings
from models.founding import found_for
from models.profile import name_of_user
from models.room import Room


def is_reserved(room: str) -> bool:
    """Whether the room belongs to the operators, even before it is there."""
    here = settings()
    return bool(here.operators) and is_among(room, here.reserved_rooms)


def opened(room: str) -> Room:
    """The room, made where there was none: the operators' where it is reserved, else open to everyone."""
    if is_reserved(room):
        found_for(Room.new(room, "members"), [(user, name_of_user(user)) for user in settings().operators])
        return Room.named(room)
    return Room.opened(room)
