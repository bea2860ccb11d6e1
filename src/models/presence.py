"""A presence: a connection that is in a room now. Fan-out reads these, and nothing else."""

from collections.abc import Iterable

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from errors import NotJoined, RateLimited
from models import spread
from models.connection import Connection, sort_key
from models.table import Item, met, sdk_errors

# The allowance: BURST posts at once, one more every INTERVAL_MS.
BURST = 20
INTERVAL_MS = 200


class Presence(Item, discriminator="presence"):
    """`spent_until` is when the whole allowance is back (GCRA's theoretical arrival time), in milliseconds."""

    user = UnicodeAttribute()
    name = UnicodeAttribute()
    spent_until = NumberAttribute(null=True)

    @classmethod
    def of(cls, room: str, shard: int, connection: str) -> "Presence":
        """The presence's keys, without a read."""
        return cls(spread.key(room, shard), sort_key(connection))

    @classmethod
    def spend(cls, room: str, user: str, connection: str, now: int) -> None:
        """Take one post from the allowance: NotJoined without a presence, RateLimited without allowance.

        One write as long as posts are more than INTERVAL_MS apart; inside a burst, two.
        """
        hinted = spread.hint(room, connection)
        if cls._taken(room, hinted, connection, now):
            return
        shard = cls.find(room, user, connection)
        if shard == hinted or not cls._taken(room, shard, connection, now):
            raise RateLimited("too many messages at once, try again in a moment")

    @classmethod
    def find(cls, room: str, user: str, connection: str) -> int:
        """The shard that the connection's presence is in; NotJoined where there is none."""
        hinted = spread.hint(room, connection)
        if cls._exists(room, hinted, connection):
            return hinted
        shard = Connection.shard_of(user, connection, room)
        if shard is None or shard == hinted or not cls._exists(room, shard, connection):
            raise NotJoined("join the room first")
        spread.remember_shard(room, connection, shard)
        return shard

    @classmethod
    def remove(cls, room: str, shard: int, connections: Iterable[str]) -> None:
        """These connections are in the room no longer."""
        with sdk_errors(), cls.batch_write() as batch:
            for connection in connections:
                batch.delete(cls.of(room, shard, connection))

    @classmethod
    def _taken(cls, room: str, shard: int, connection: str, now: int) -> bool:
        presence = cls.of(room, shard, connection)
        rested = cls.spent_until.does_not_exist() | (cls.spent_until <= now)
        bursting = cls.spent_until <= now + (BURST - 1) * INTERVAL_MS
        first, next_ = cls.spent_until.set(now + INTERVAL_MS), cls.spent_until.set(cls.spent_until + INTERVAL_MS)
        return met(lambda: presence.update([first], condition=cls.pk.exists() & rested)) or met(
            lambda: presence.update([next_], condition=bursting)
        )

    @classmethod
    def _exists(cls, room: str, shard: int, connection: str) -> bool:
        try:
            with sdk_errors():
                cls.get(spread.key(room, shard), sort_key(connection), consistent_read=True)
        except cls.DoesNotExist:
            return False
        return True
