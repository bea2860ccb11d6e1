"""A connection: one open socket, and the rooms that it is in."""

from collections.abc import Iterator
from typing import Any

from pynamodb.attributes import MapAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

import metrics
from errors import Expired, RateLimited
from models import allowance
from models.allowance import Spending
from models.clock import in_seconds
from models.table import met, query, sdk_errors

# API Gateway ends every connection after 2 hours; the rest is slack for clocks and for a late $disconnect.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
LIFETIME = 7800


class Connection(Spending, discriminator="connection"):
    """Written by $connect, deleted by $disconnect, expired where $disconnect never comes.

    `rooms` has the shard of the connection's presence in each room that it is in. `until` is when the sign-in
    of the handshake ends, `renewed_until` that of the token that was brought last since (epoch seconds).
    """

    rooms: MapAttribute[str, Any] = MapAttribute(default=dict)  # type: ignore[no-untyped-call]
    name = UnicodeAttribute(default="")
    bad_minute = NumberAttribute(null=True)
    bad_frames = NumberAttribute(null=True)
    listed_in = UnicodeAttribute(null=True)
    listed_as = UnicodeAttribute(null=True)
    until = NumberAttribute(null=True)
    renewed_until = NumberAttribute(null=True)

    @classmethod
    def remember(cls, user: str, connection: str, name: str = "", until: int | None = None) -> None:
        """From here on the connection may join rooms."""
        now = in_seconds(0)
        with sdk_errors():
            cls(
                key(user),
                sort_key(connection),
                expires_at=in_seconds(LIFETIME),
                name=name,
                until=until,
                listed_in=listed_hour(now),
                listed_as=listed_since(now, connection),
            ).save()

    @classmethod
    def rooms_of(cls, user: str, connection: str) -> dict[str, int]:
        """The rooms that the connection is in, with its shard in each; Expired where the connection is not known."""
        try:
            with sdk_errors():
                return _shards(cls.get(key(user), sort_key(connection), consistent_read=True))
        except cls.DoesNotExist:
            raise Expired("this connection has ended, connect again") from None

    @classmethod
    def shard_of(cls, user: str, connection: str, room: str) -> int | None:
        """The shard of the connection's presence in a room; None where it is not in it, or gone."""
        try:
            return cls.rooms_of(user, connection).get(room)
        except Expired:
            return None

    @classmethod
    def forget(cls, user: str, connection: str) -> dict[str, int]:
        """Delete the connection and say which rooms it was in, and in which shards; nothing where it is gone."""
        with sdk_errors():
            answer = cls._get_connection().delete_item(key(user), sort_key(connection), return_values="ALL_OLD")
        return rooms_in(answer.get("Attributes"))

    @classmethod
    def renew(cls, user: str, connection: str, until: int) -> None:
        """The connection's sign-in ends then, and not when the handshake said; Expired where it is not known."""
        item = cls(key(user), sort_key(connection))
        if not met(lambda: item.update([cls.renewed_until.set(until)], condition=cls.pk.exists())):
            raise Expired("this connection has ended, connect again")

    @classmethod
    def renewed(cls, user: str, connection: str) -> int:
        """When the sign-in ends that was brought last over the connection: 0 where none was, or it is gone."""
        try:
            with sdk_errors():
                return int(cls.get(key(user), sort_key(connection), consistent_read=True).renewed_until or 0)
        except cls.DoesNotExist:
            return 0

    @classmethod
    def spend(cls, user: str, connection: str, now: int) -> None:
        """Take one post from what the connection may say outside of rooms: Expired without it, else RateLimited."""
        if not allowance.take(cls(key(user), sort_key(connection)), now):
            cls.rooms_of(user, connection)
            metrics.count_of("bound", "rate")
            raise RateLimited("too many messages at once, try again in a moment", allowance.INTERVAL_MS)

    @classmethod
    def count_bad_frame(cls, user: str, connection: str, minute: int) -> int:
        """How many bad frames the connection has sent in this minute, this one included; 0 where it is gone."""
        item = cls(key(user), sort_key(connection))
        fresh: list[Action] = [cls.bad_minute.set(minute), cls.bad_frames.set(1)]
        counted = met(lambda: item.update([cls.bad_frames.add(1)], condition=cls.bad_minute == minute)) or met(
            lambda: item.update(fresh, condition=cls.pk.exists())
        )
        return int(item.bad_frames or 0) if counted else 0


def of_user(user: str) -> dict[str, dict[str, int]]:
    """Every connection of a user that has not ended, each with its rooms and its shards in them."""
    return {connection: rooms_in(item) for connection, item in _items(user)}


def names_of(user: str) -> dict[str, str]:
    """Every connection of a user that has not ended, each with the name that they had when it came."""
    return {connection: item.get("name", {}).get("S", "") for connection, item in _items(user)}


def _items(user: str) -> Iterator[tuple[str, dict[str, Any]]]:
    found = query(
        KeyConditionExpression="pk = :pk AND begins_with(sk, :connection)",
        ExpressionAttributeValues={":pk": {"S": key(user)}, ":connection": {"S": sort_key("")}},
    )
    now, skipped = in_seconds(0), len(sort_key(""))
    return ((item["sk"]["S"][skipped:], item) for item in found if int(item["expires_at"]["N"]) > now)


def elsewhere(user: str, room: str) -> list[str]:
    """The user's connections that are not in a room."""
    return [connection for connection, rooms in of_user(user).items() if room not in rooms]


def rooms_in(item: dict[str, Any] | None) -> dict[str, int]:
    """The rooms of a connection in a raw item, with its shard in each."""
    return _shards(Connection.from_raw_data(item)) if item else {}


def _shards(connection: Connection) -> dict[str, int]:
    return {room: int(shard) for room, shard in connection.rooms.attribute_values.items()}


def listed_hour(second: int) -> str:
    """The list of the connections that came in the same hour."""
    return f"CONNECTED#{second // 3600}"


def listed_since(second: int, connection: str) -> str:
    """A connection's place in that list: by the second that it came in."""
    return f"{second:012d}#{connection}"


def key(user: str) -> str:
    """The partition of a user."""
    return f"USER#{user}"


def sort_key(connection: str) -> str:
    """A connection among what belongs to a user or a room."""
    return f"CONN#{connection}"
