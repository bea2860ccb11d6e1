"""A message: one entry of a room's log, at a seq. A void is an entry that no message will ever take."""

from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from models.room import name_of
from models.table import Item


class Message(Item, discriminator="message"):
    """`id` is the sender's, `at` the server's time in milliseconds."""

    id = UnicodeAttribute()
    user = UnicodeAttribute()
    name = UnicodeAttribute()
    text = UnicodeAttribute()
    at = NumberAttribute()

    @property
    def room(self) -> str:
        return name_of(self.pk)

    @property
    def seq(self) -> int:
        return seq_of(self.sk)


class Void(Item, discriminator="void"):
    """Closes a hole: whoever took this seq and comes late finds it taken."""

    at = NumberAttribute()


def sort_key(seq: int) -> str:
    """Zero-padded, so that DynamoDB's order of strings is the order of numbers."""
    return f"MSG#{seq:012d}"


def seq_of(sk: str) -> int:
    """The seq in a sort key."""
    return int(sk.removeprefix("MSG#"))


def from_raw(item: dict[str, Any]) -> Message | None:
    """The message in an item as DynamoDB hands it out; None for a void, and for what only a newer version knows."""
    return Message.from_raw_data(item) if item.get("kind") == {"S": "message"} else None
