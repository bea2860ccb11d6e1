"""What may be known of a room, and what is said of rooms that are not there or not for one's eyes: the same."""

from collections.abc import Mapping
from typing import Any

from errors import NotFound
from models.membership import Membership


def no_such_room() -> NotFound:
    """The one answer, so that nobody can tell the two apart."""
    return NotFound("there is no such room")


def about(room: Mapping[str, Any], membership: Membership) -> dict[str, Any]:
    """What a room is to a user: in a direct room, the other of the two belongs to it."""
    if not membership.peer:
        return dict(room)
    return {**room, "peer": {"user": membership.peer, "name": membership.peer_name}}
