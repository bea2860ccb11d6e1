"""A presence: a connection that is in a room now. Fan-out reads these, and nothing else."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from errors import NotJoined, RateLimited
from models.clock import in_seconds
from models.connection import sort_key
from models.table import Item, met, query, sdk_errors

SHARDS = 1

# The allowance: BURST posts at once, one more every INTERVAL_MS.
BURST = 20
INTERVAL_MS = 200


@dataclass(frozen=True)
class Here:
    """Who is behind a presence."""

    connection: str
    user: str
    name: str


class Presence(Item, discriminator="presence"):
    """`spent_until` is when the whole allowance is back (GCRA's theoretical arrival time), in milliseconds."""

    user = UnicodeAttribute()
    name = UnicodeAttribute()
    spent_until = NumberAttribute(null=True)

    @classmethod
    def of(cls, room: str, connection: str) -> "Presence":
        """The presence's keys, without a read."""
        return cls(key(room, shard_of(connection)), sort_key(connection))

    @classmethod
    def spend(cls, room: str, connection: str, now: int) -> None:
        """Take one post from the allowance: NotJoined without a presence, RateLimited without allowance.

        One write as long as posts are more than INTERVAL_MS apart; inside a burst, two.
        """
        presence = cls.of(room, connection)
        rested = cls.spent_until.does_not_exist() | (cls.spent_until <= now)
        bursting = cls.spent_until <= now + (BURST - 1) * INTERVAL_MS
        first, next_ = cls.spent_until.set(now + INTERVAL_MS), cls.spent_until.set(cls.spent_until + INTERVAL_MS)
        if not met(lambda: presence.update([first], condition=cls.pk.exists() & rested)) and not (
            met(lambda: presence.update([next_], condition=bursting))
        ):
            cls.demand(room, connection)
            raise RateLimited("too many messages at once, try again in a moment")

    @classmethod
    def demand(cls, room: str, connection: str) -> None:
        """NotJoined unless the connection is in the room."""
        try:
            with sdk_errors():
                cls.get(key(room, shard_of(connection)), sort_key(connection), consistent_read=True)
        except cls.DoesNotExist:
            raise NotJoined("join the room first") from None

    @classmethod
    def remove(cls, room: str, connections: Iterable[str]) -> None:
        """These connections are in the room no longer."""
        with sdk_errors(), cls.batch_write() as batch:
            for connection in connections:
                batch.delete(cls.of(room, connection))


def connections_in(room: str) -> list[str]:
    """Every connection that is in the room: all shards, all pages, strongly consistent."""
    return [item["sk"]["S"].removeprefix("CONN#") for item in _items(room, "sk")]


def who_is_in(room: str) -> list[Here]:
    """Every connection that is in the room, with its user."""
    return [
        Here(item["sk"]["S"].removeprefix("CONN#"), item["user"]["S"], item["name"]["S"])
        for item in _items(room, "sk, #user, #name", ExpressionAttributeNames={"#user": "user", "#name": "name"})
    ]


def _items(room: str, projection: str, **names: Any) -> Iterator[dict[str, Any]]:
    for shard in range(SHARDS):
        yield from query(
            KeyConditionExpression="pk = :pk AND begins_with(sk, :connection)",
            # DynamoDB deletes what has expired within days, not at once.
            FilterExpression="expires_at > :now",
            ProjectionExpression=projection,
            ExpressionAttributeValues={
                ":pk": {"S": key(room, shard)},
                ":connection": {"S": "CONN#"},
                ":now": {"N": str(in_seconds(0))},
            },
            **names,
        )


def shard_of(connection: str) -> int:
    """Which shard of a room a connection's presence is in."""
    return zlib.crc32(connection.encode()) % SHARDS


def key(room: str, shard: int) -> str:
    """The partition of one shard of a room's presences."""
    return f"HERE#{room}#{shard}"
