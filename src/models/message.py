"""The entries of a room's log: a message is said, an event tells what changed, a void is what no entry will take."""

from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from models.room import name_of
from models.table import Item


class Entry(Item):
    """What every entry has: `id` is the sender's, `at` the server's time in milliseconds."""

    id = UnicodeAttribute()
    user = UnicodeAttribute()
    name = UnicodeAttribute()
    at = NumberAttribute()

    @property
    def room(self) -> str:
        return name_of(self.pk)

    @property
    def seq(self) -> int:
        return seq_of(self.sk)


class Message(Entry, discriminator="message"):
    """A message as it is now. `edited` and `erased` are the seqs of the events that did it."""

    text = UnicodeAttribute()
    reply = NumberAttribute(null=True)
    thread = NumberAttribute(null=True)
    replies = NumberAttribute(null=True)
    edited = NumberAttribute(null=True)
    erased = NumberAttribute(null=True)
    mentions = UnicodeSetAttribute(null=True)
    # Each is a reaction, a space and a user: a set takes and gives up any of them in one write, in any order.
    reactions = UnicodeSetAttribute(null=True)
    # The file's `name`, `type` and `size`, and the `key` that it is kept under.
    file = JSONAttribute(null=True)


class Event(Entry, discriminator="event"):
    """Something that changed: `what` is its type on the wire, `fields` are what that type has."""

    what = UnicodeAttribute()
    fields = JSONAttribute()

    # The text of an edit is the message's own, and is gone when that is: it is read with it, never kept here.
    text = ""


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
    """The message in an item as DynamoDB hands it out; None for anything else."""
    return Message.from_raw_data(item) if item.get("kind") == {"S": "message"} else None


def entry_from_raw(item: dict[str, Any]) -> Message | Event | None:
    """The entry in an item; None for a void, and for what only a newer version knows."""
    return Event.from_raw_data(item) if item.get("kind") == {"S": "event"} else from_raw(item)
