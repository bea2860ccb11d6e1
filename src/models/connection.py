"""A connection: one open socket, and the rooms that it is in."""

from pynamodb.attributes import NumberAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action

from errors import Expired
from models.clock import in_seconds
from models.table import Item, met, sdk_errors

# API Gateway ends every connection after 2 hours; the rest is slack for clocks and for a late $disconnect.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
LIFETIME = 7800


class Connection(Item, discriminator="connection"):
    """Written by $connect, deleted by $disconnect, expired where $disconnect never comes."""

    rooms = UnicodeSetAttribute(null=True)
    bad_minute = NumberAttribute(null=True)
    bad_frames = NumberAttribute(null=True)

    @classmethod
    def remember(cls, user: str, connection: str) -> None:
        """From here on the connection may join rooms."""
        with sdk_errors():
            cls(key(user), sort_key(connection), expires_at=in_seconds(LIFETIME)).save()

    @classmethod
    def rooms_of(cls, user: str, connection: str) -> set[str]:
        """The rooms that the connection is in; Expired where the connection is not known."""
        try:
            with sdk_errors():
                return set(cls.get(key(user), sort_key(connection), consistent_read=True).rooms or ())
        except cls.DoesNotExist:
            raise Expired("this connection has ended, connect again") from None

    @classmethod
    def forget(cls, user: str, connection: str) -> set[str]:
        """Delete the connection and say which rooms it was in; nothing where it is already gone."""
        with sdk_errors():
            answer = cls._get_connection().delete_item(key(user), sort_key(connection), return_values="ALL_OLD")
        return set(answer.get("Attributes", {}).get("rooms", {}).get("SS", ()))

    @classmethod
    def left(cls, user: str, connection: str, room: str) -> None:
        """The connection is in that room no longer; harmless where it is gone itself."""
        item = cls(key(user), sort_key(connection))
        met(lambda: item.update([cls.rooms.delete({room})], condition=cls.pk.exists()))

    @classmethod
    def count_bad_frame(cls, user: str, connection: str, minute: int) -> int:
        """How many bad frames the connection has sent in this minute, this one included; 0 where it is gone."""
        item = cls(key(user), sort_key(connection))
        fresh: list[Action] = [cls.bad_minute.set(minute), cls.bad_frames.set(1)]
        counted = met(lambda: item.update([cls.bad_frames.add(1)], condition=cls.bad_minute == minute)) or met(
            lambda: item.update(fresh, condition=cls.pk.exists())
        )
        return int(item.bad_frames or 0) if counted else 0


def key(user: str) -> str:
    """The partition of a user."""
    return f"USER#{user}"


def sort_key(connection: str) -> str:
    """A connection among what belongs to a user or a room."""
    return f"CONN#{connection}"
