"""What AWS's event sources hear: the rooms that they may speak in, and no others."""

from chat.speaking import own
from models import reading
from models.message import Message


def newest(room: str, limit: int) -> tuple[Message, ...]:
    """The newest messages of a room, oldest first: Forbidden in a room that is not the source's."""
    return tuple(entry for entry in reading.newest(own(room), limit).messages if isinstance(entry, Message))
