"""A room's switch: on for who wants to be told, off for who does not."""

from pynamodb.attributes import BooleanAttribute

from models.room import key
from models.table import Item, sdk_errors

SK = "SWITCH"


class Switch(Item, discriminator="switch"):
    """One a room, beside its log: whoever may use the smart home may use it."""

    on = BooleanAttribute()

    @classmethod
    def turn(cls, room: str, on: bool) -> None:
        """From here on the room's switch stands like this."""
        with sdk_errors():
            cls(key(room), SK, on=on).save()

    @classmethod
    def is_on(cls, room: str) -> bool:
        """How the room's switch stands now: off as long as nobody has touched it."""
        try:
            with sdk_errors():
                return bool(cls.get(key(room), SK, consistent_read=True).on)
        except cls.DoesNotExist:
            return False
