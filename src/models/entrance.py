"""Coming into a room and going out: presence, connection and membership change together.

So $disconnect finds every presence, and who is banned in the meantime is either seen in the room or not let in.
"""

from typing import Any

from pynamodb.expressions.condition import Condition, size
from pynamodb.transactions import TransactWrite

import metrics
from errors import Busy, Expired, Forbidden
from models import connection as connections
from models import spread
from models.clock import in_seconds, now_ms, retention_end
from models.connection import LIFETIME, Connection
from models.membership import Membership, unchanged
from models.presence import Presence
from models.transaction import Refused, commit

ROOMS_A_CONNECTION = 50


def enter(user: str, name: str, connection: str, room: str, known: Membership | None = None, head: int = 0) -> None:
    """The connection is in the room from here on, as what the known membership says.

    `head` is where a first reader begins. Expired where $disconnect came first, Forbidden in too many rooms, Busy where
    the membership changed meanwhile.
    """
    membership = known or Membership.of(user, room)
    shard = spread.hint(room, connection)
    try:
        _enter(membership, name, connection, shard, head)
    except Refused as refused:
        _, there, standing = refused.reasons
        if standing and standing.code == "ConditionalCheckFailed":
            raise Busy("your standing in this room has just changed, try again") from None
        if not (there and there.raw_item):
            raise Expired("this connection has ended, connect again") from None
        before = connections.rooms_in(there.raw_item).get(room)
        if before is None:
            metrics.count_of("bound", "rooms")
            raise Forbidden(f"a connection can be in {ROOMS_A_CONNECTION} rooms") from None
        # It joined before, when the room was spread otherwise.
        _enter_again(membership, name, connection, before, head)


def _enter_again(membership: Membership, name: str, connection: str, shard: int, head: int) -> None:
    try:
        _enter(membership, name, connection, shard, head)
    except Refused:
        raise Busy("much has just changed here, try again") from None


def leave(user: str, connection: str, room: str) -> bool:
    """The connection is in the room no longer; False where it was not."""
    shard = Connection.shard_of(user, connection, room)
    if shard is not None:
        put_out(user, connection, room, shard)
    return shard is not None


def put_out(user: str, connection: str, room: str, shard: int) -> None:
    """Take a presence whose shard is known out of the room.

    Both at once: who joins again in between would else have a presence that $disconnect does not find.
    """
    there = Connection(connections.key(user), connections.sort_key(connection))

    def write(transaction: TransactWrite) -> None:
        transaction.delete(Presence.of(room, shard, connection))
        transaction.update(there, actions=[Connection.rooms[room].remove()], condition=Connection.pk.exists())

    try:
        commit(write)
    except Refused:
        Presence.remove(room, shard, [connection])


def _enter(membership: Membership, name: str, connection: str, shard: int, head: int) -> None:
    room, user, rooms = membership.room, membership.user, Connection.rooms
    new = rooms[room].does_not_exist() & (size("rooms") < ROOMS_A_CONNECTION)  # type: ignore[no-untyped-call]

    def write(transaction: TransactWrite) -> None:
        presence = Presence.of(room, shard, connection)
        transaction.update(presence, actions=_renewed(user, name, membership.muted))
        transaction.update(
            Connection(connections.key(user), connections.sort_key(connection)),
            actions=[rooms[room].set(shard)],
            condition=Connection.pk.exists() & ((rooms[room] == shard) | new),
            return_values="ALL_OLD",
        )
        transaction.update(
            Membership(membership.pk, membership.sk),
            actions=_known(membership, name, head),
            condition=unchanged(membership) & _free(),
        )

    commit(write)


def _renewed(user: str, name: str, muted: int | None) -> list[Any]:
    """What makes a presence of nothing, or renews one. The allowance stays: joining again does not refill it."""
    return [
        Presence.kind.set(Presence),
        Presence.user.set(user),
        Presence.name.set(name),
        Presence.expires_at.set(in_seconds(LIFETIME)),
        Presence.muted_until.set(muted) if muted else Presence.muted_until.remove(),
    ]


def _known(membership: Membership, name: str, head: int) -> list[Any]:
    """What makes a visitor's membership of nothing, or keeps one."""
    expires = Membership.expires_at
    return [
        Membership.kind.set(Membership),
        Membership.name.set(name),
        Membership.role.set(membership.role),
        Membership.read.set(Membership.read | head),
        # A mute must not be forgotten before its time.
        expires.remove() if membership.belongs or membership.muted else expires.set(retention_end()),
    ]


def _free() -> Condition:
    """Whoever asks, and however they came to it: nobody is let in while they are banned."""
    banned = Membership.banned_until
    free: Condition = banned.does_not_exist() | (banned <= now_ms())
    return free
