"""Coming into a room and going out: presence and connection change together, so $disconnect finds every presence."""

from typing import Any

from pynamodb.expressions.condition import size
from pynamodb.transactions import TransactWrite

from errors import Expired, Forbidden
from models import connection as connections
from models import spread
from models.clock import in_seconds
from models.connection import LIFETIME, Connection
from models.presence import Presence
from models.transaction import Refused, commit

ROOMS_A_CONNECTION = 50


def enter(user: str, name: str, connection: str, room: str) -> None:
    """The connection is in the room from here on: Expired where $disconnect came first, Forbidden in too many rooms."""
    shard = spread.hint(room, connection)
    try:
        _enter(user, name, connection, room, shard)
    except Refused as refused:
        reason = refused.reasons[1]
        if not (reason and reason.raw_item):
            raise Expired("this connection has ended, connect again") from None
        known = connections.rooms_in(reason.raw_item).get(room)
        if known is None:
            raise Forbidden(f"a connection can be in {ROOMS_A_CONNECTION} rooms") from None
        # It joined before, when the room was spread otherwise.
        _enter(user, name, connection, room, known)


def leave(user: str, connection: str, room: str) -> None:
    """The connection is in the room no longer; harmless where it was not."""
    shard = Connection.shard_of(user, connection, room)
    if shard is not None:
        Presence.remove(room, shard, [connection])
        Connection.left(user, connection, room)


def _enter(user: str, name: str, connection: str, room: str, shard: int) -> None:
    rooms = Connection.rooms
    new = rooms[room].does_not_exist() & (size("rooms") < ROOMS_A_CONNECTION)  # type: ignore[no-untyped-call]

    def write(transaction: TransactWrite) -> None:
        transaction.update(Presence.of(room, shard, connection), actions=_renewed(user, name))
        transaction.update(
            Connection(connections.key(user), connections.sort_key(connection)),
            actions=[rooms[room].set(shard)],
            condition=Connection.pk.exists() & ((rooms[room] == shard) | new),
            return_values="ALL_OLD",
        )

    commit(write)


def _renewed(user: str, name: str) -> list[Any]:
    """What makes a presence of nothing, or renews one. The allowance stays: joining again does not refill it."""
    return [
        Presence.kind.set(Presence),
        Presence.user.set(user),
        Presence.name.set(name),
        Presence.expires_at.set(in_seconds(LIFETIME)),
    ]
