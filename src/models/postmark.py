"""A postmark: proof that a post was already said, and at which seq."""

import hashlib

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from models.clock import in_seconds
from models.table import Item, sdk_errors

KEPT = 24 * 3600


class Postmark(Item, discriminator="postmark"):
    """`digest` tells the same post from another one under the same id."""

    seq = NumberAttribute()
    digest = UnicodeAttribute()


def key(room: str, sender: str) -> str:
    """The partition of what one sender said in a room."""
    return f"SENT#{room}#{sender}"


def digest(text: str) -> str:
    """The same for the same text, and only for it."""
    return hashlib.sha256(text.encode()).hexdigest()


def find(room: str, sender: str, request_id: str) -> Postmark | None:
    """The postmark of what the sender said in the room with this id; None where it is new, or new again."""
    try:
        with sdk_errors():
            postmark = Postmark.get(key(room, sender), request_id, consistent_read=True)
    except Postmark.DoesNotExist:
        return None
    return postmark if postmark.expires_at > in_seconds(0) else None
