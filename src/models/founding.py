"""Making rooms, together with the memberships that they begin with."""

from collections.abc import Iterable
from functools import partial

from pynamodb.transactions import TransactWrite

from models.connection import key
from models.membership import MEMBER, OWNER, VISITOR, Membership, members_list
from models.room import Room
from models.table import met
from models.transaction import Refused, commit


def found(room: Room, owner: str, name: str) -> bool:
    """Make a room that belongs to its first owner; False where there is one of that name."""
    return _make(room, [_member(room, owner, name, OWNER)])


def found_for(room: Room, owners: Iterable[tuple[str, str]]) -> bool:
    """Make a room that belongs to all of these, each given with a name; False where there is one of that name."""
    return _make(room, [_member(room, user, name, OWNER) for user, name in owners])


def found_direct(room: Room, one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Make the room of two users, each given with a name; False where there is one."""
    return _make(room, _both(room, one, other))


def renew_direct(room: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Both users are in their direct room's lists again; whoever of them had quit has read what was said before."""
    gone = Membership.pk.does_not_exist() | (Membership.role == VISITOR)
    there = Room.named(room)
    for membership in _both(there, one, other):
        membership.read = there.head
        met(partial(membership.save, condition=gone))


def _both(room: Room, one: tuple[str, str], other: tuple[str, str]) -> list[Membership]:
    first, second = _member(room, *one, MEMBER), _member(room, *other, MEMBER)
    first.peer, first.peer_name = other
    second.peer, second.peer_name = one
    return [first, second]


def _member(room: Room, user: str, name: str, role: str) -> Membership:
    return Membership(key(user), room.pk, role=role, name=name, listed_in=members_list(room.name), listed_as=user)


def _make(room: Room, memberships: list[Membership]) -> bool:
    def write(transaction: TransactWrite) -> None:
        transaction.save(room, condition=Room.pk.does_not_exist())
        for membership in memberships:
            transaction.save(membership)

    try:
        commit(write)
    except Refused:
        return False
    return True
