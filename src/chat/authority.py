"""Who may do what, in one table: what is not in it may not be done."""

from errors import Forbidden
from models.membership import BANNED, MEMBER, MODERATOR, MUTED, OWNER, RANKS, Membership
from models.room import Room

GUEST, USER = "guest", "user"

EVERYONE = frozenset({GUEST, USER, MEMBER, MUTED, MODERATOR, OWNER})
MEMBERS = frozenset({MEMBER, MUTED, MODERATOR, OWNER})
SPEAKERS = EVERYONE - {MUTED}
MODERATORS = frozenset({MODERATOR, OWNER})
OWNERS = frozenset({OWNER})

MAY: dict[str, frozenset[str]] = {
    "join an open room": EVERYONE,
    "join a closed room": MEMBERS,
    "read without joining": MEMBERS,
    "say": SPEAKERS,
    "change own": EVERYONE - {GUEST},
    "erase any": MODERATORS,
    "describe": MODERATORS,
    "speak at will": MODERATORS,
    "invite": MODERATORS,
    "moderate": MODERATORS,
    "set roles": OWNERS,
    "open and close": OWNERS,
}


def standing(membership: Membership, guest: bool) -> str:
    """What the table knows a user as; banned goes before muted, and muted before any role."""
    known = membership.standing
    return known if known in MEMBERS | {BANNED} else GUEST if guest else USER


def may(act: str, who: str) -> bool:
    """Whether somebody of that standing may do it."""
    return who in MAY.get(act, frozenset())


def demand(act: str, who: str) -> None:
    """Forbidden, unless somebody of that standing may do it."""
    if not may(act, who):
        raise Forbidden("you may not do that here")


def may_join(room: Room, membership: Membership, guest: bool) -> bool:
    """Whether the user may come into the room."""
    act = "join an open room" if room.access == "open" else "join a closed room"
    return may(act, standing(membership, guest)) and (room.access == "open" or membership.belongs)


def outranks(one: Membership, other: Membership) -> bool:
    """Whether one may mute, kick or ban the other: owners anyone else, moderators those below them."""
    return one.role == OWNER or RANKS.index(one.role) > RANKS.index(other.role)
