"""A room: a named log with a head."""

import secrets

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from errors import NotFound
from models.clock import now_ms
from models.table import Item, met, sdk_errors

SK = "ROOM"


class Room(Item, discriminator="room"):
    """`head` is the newest seq that was taken, `epoch` tells one life of a room from the next of the same name."""

    head = NumberAttribute()
    epoch = UnicodeAttribute()
    access = UnicodeAttribute()
    created_at = NumberAttribute()
    moved_at = NumberAttribute()

    @classmethod
    def named(cls, name: str) -> "Room":
        """The room as it is now; NotFound where there is none."""
        try:
            with sdk_errors():
                return cls.get(key(name), SK, consistent_read=True)
        except cls.DoesNotExist:
            raise NotFound("there is no such room") from None

    @classmethod
    def opened(cls, name: str) -> "Room":
        """The room, made open to everyone where there was none; of two who make it at once, one does."""
        try:
            return cls.named(name)
        except NotFound:
            pass
        now = now_ms()
        room = cls(key(name), SK, head=0, epoch=secrets.token_hex(4), access="open", created_at=now, moved_at=now)
        return room if met(lambda: room.save(condition=cls.pk.does_not_exist())) else cls.named(name)

    @classmethod
    def advance(cls, name: str, now: int, count: int = 1) -> int:
        """Take the room's next seqs, and return the last: nobody else ever gets these. NotFound without a room."""
        room = cls(key(name), SK)
        if not met(lambda: room.update([cls.head.add(count), cls.moved_at.set(now)], condition=cls.pk.exists())):
            raise NotFound("there is no such room")
        return int(room.head)


def key(name: str) -> str:
    """The partition that a room and its log share."""
    return f"ROOM#{name}"


def name_of(pk: str) -> str:
    """The room whose partition that is."""
    return pk.removeprefix("ROOM#")
