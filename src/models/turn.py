"""A turn: when a user last said something in a room that is slow, and how long until the next.

It is not in the membership: who quits and comes back has not got a turn by that.
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from models.clock import in_seconds
from models.connection import key
from models.table import Item, met, sdk_errors


class Turn(Item, discriminator="turn"):
    """Expires when the room's pace lets the user speak again; `id` is the message that it was taken for."""

    at = NumberAttribute()
    id = UnicodeAttribute()

    @classmethod
    def take(cls, user: str, room: str, id: str, slow: int, now: int) -> int:
        """Take the user's turn to say this message, on whichever connection; else how many milliseconds are left.

        One write. The turn of a message is good for that message until it is said, however often it is sent.
        """
        turn = cls(key(user), sort_key(room))
        due = cls.at.does_not_exist() | (cls.at <= now - slow * 1000) | (cls.id == id)
        expires = cls.expires_at.set(in_seconds(slow + 60))
        actions: list[Action] = [cls.kind.set(cls), cls.at.set(now), cls.id.set(id), expires]
        if met(lambda: turn.update(actions, condition=due)):
            return 0
        return max(1, _last(turn) + slow * 1000 - now)


def _last(turn: Turn) -> int:
    try:
        with sdk_errors():
            return int(Turn.get(turn.pk, turn.sk, consistent_read=True).at)
    except Turn.DoesNotExist:
        return 0


def sort_key(room: str) -> str:
    """A user's turn in a room among what belongs to the user."""
    return f"TURN#{room}"
