"""A postmark: proof that a post was already said, and at which seq."""

import hashlib

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

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


def said(room: str, sender: str, request_id: str) -> bool:
    """Whether the sender has used this id in the room."""
    try:
        with sdk_errors():
            Postmark.get(key(room, sender), request_id, consistent_read=True)
    except Postmark.DoesNotExist:
        return False
    return True
