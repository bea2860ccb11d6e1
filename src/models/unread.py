"""What somebody has not read yet in a room: how much, whether it mentions them, and what was said last."""

from dataclasses import dataclass
from typing import Any

from models.clock import in_seconds
from models.message import Message, from_raw, sort_key
from models.room import key
from models.table import pages

COUNTED = 100
MENTIONS_EVERYONE = "room"


@dataclass(frozen=True)
class Unread:
    """Counts stop at COUNTED entries; `last` is None where nothing was said among these."""

    count: int
    mentions: int
    last: Message | None


def unread(room: str, user: str, read: int) -> Unread:
    """Look at the newest COUNTED entries of a room, a moment old: nobody misses a message by it."""
    messages = [message for message in map(from_raw, _newest(room)) if message and not message.erased]
    others = [message for message in messages if message.seq > read and message.user != user]
    concerned = {user, MENTIONS_EVERYONE}
    mentions = sum(bool(concerned & set(message.mentions or ())) for message in others)
    return Unread(len(others), mentions, messages[0] if messages else None)


def _newest(room: str) -> list[dict[str, Any]]:
    bounds = {":pk": key(room), ":first": sort_key(0), ":last": sort_key(10**12 - 1)}
    request: dict[str, Any] = {
        "KeyConditionExpression": "pk = :pk AND sk BETWEEN :first AND :last",
        "ExpressionAttributeValues": {name: {"S": value} for name, value in bounds.items()},
        "ScanIndexForward": False,
        "Limit": COUNTED,
    }
    page = next(pages(consistent=False, **request), [])
    return [item for item in page if int(item["expires_at"]["N"]) > in_seconds(0)]
