"""A presence: a connection that is in a room now. Fan-out reads these, and nothing else."""

from collections.abc import Iterable

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition

import metrics
from errors import Forbidden, NotJoined, RateLimited
from models import allowance, spender, spread
from models.allowance import Spending
from models.connection import Connection, sort_key
from models.table import met, sdk_errors

# Others hear that somebody types no more often than this.
TYPED_AGAIN_MS = 3_000


class Presence(Spending, discriminator="presence"):
    """`muted_until` is the membership's, here so that the write that takes from the allowance can look at it."""

    user = UnicodeAttribute()
    name = UnicodeAttribute()
    muted_until = NumberAttribute(null=True)
    typed_at = NumberAttribute(null=True)

    @classmethod
    def of(cls, room: str, shard: int, connection: str) -> "Presence":
        """The presence's keys, without a read."""
        return cls(spread.key(room, shard), sort_key(connection))

    @classmethod
    def spend(cls, room: str, user: str, connection: str, now: int, *, muted_too: bool = False) -> None:
        """Take one post from the allowance: NotJoined without a presence, Forbidden to the muted unless it is for them
        too, RateLimited without allowance, this connection's or the user's.

        One write as long as posts are more than INTERVAL_MS apart; inside a burst, two.
        """
        hinted, free = spread.hint(room, connection), None if muted_too else cls._free(now)
        if not allowance.take(cls.of(room, hinted, connection), now, free):
            cls._spend_as_found(room, user, connection, now, free)
        spender.spend(user, now)

    @classmethod
    def _spend_as_found(cls, room: str, user: str, connection: str, now: int, free: Condition | None) -> None:
        """Take it where the presence is, if that is not where it was looked for; else say why not."""
        hinted, presence = spread.hint(room, connection), cls.find(room, user, connection)
        if presence.muted_until and presence.muted_until > now and free is not None:
            raise Forbidden("you are muted here")
        if presence.shard == hinted or not allowance.take(presence, now, free):
            metrics.count_of("bound", "rate")
            raise RateLimited("too many messages at once, try again in a moment", allowance.INTERVAL_MS)

    @classmethod
    def find(cls, room: str, user: str, connection: str) -> "Presence":
        """The connection's presence; NotJoined where there is none."""
        hinted = spread.hint(room, connection)
        if presence := cls._read(room, hinted, connection):
            return presence
        shard = Connection.shard_of(user, connection, room)
        presence = None if shard is None or shard == hinted else cls._read(room, shard, connection)
        if presence is None:
            raise NotJoined("join the room first")
        spread.remember_shard(room, connection, presence.shard)
        return presence

    @classmethod
    def mute(cls, room: str, shard: int, connection: str, until: int | None) -> None:
        """The connection may not speak in the room until then; None lets it speak. Harmless where it has gone."""
        presence = cls.of(room, shard, connection)
        change = cls.muted_until.set(until) if until else cls.muted_until.remove()
        met(lambda: presence.update([change], condition=cls.pk.exists()))

    @classmethod
    def types(cls, room: str, user: str, connection: str, now: int) -> bool:
        """Whether others should hear that the connection is typing: not more often than every TYPED_AGAIN_MS.

        NotJoined without a presence, Forbidden to the muted.
        """
        presence = cls.find(room, user, connection)
        if presence.muted_until and presence.muted_until > now:
            raise Forbidden("you are muted here")
        due = cls.typed_at.does_not_exist() | (cls.typed_at <= now - TYPED_AGAIN_MS)
        return met(lambda: presence.update([cls.typed_at.set(now)], condition=cls.pk.exists() & due))

    @property
    def shard(self) -> int:
        return int(str(self.pk).rpartition("#")[2])

    @classmethod
    def remove(cls, room: str, shard: int, connections: Iterable[str]) -> None:
        """These connections are in the room no longer."""
        with sdk_errors(), cls.batch_write() as batch:
            for connection in connections:
                batch.delete(cls.of(room, shard, connection))

    @classmethod
    def _free(cls, now: int) -> Condition:
        unmuted: Condition = cls.muted_until.does_not_exist() | (cls.muted_until <= now)
        return unmuted

    @classmethod
    def _read(cls, room: str, shard: int, connection: str) -> "Presence | None":
        try:
            with sdk_errors():
                return cls.get(spread.key(room, shard), sort_key(connection), consistent_read=True)
        except cls.DoesNotExist:
            return None
