"""Putting entries into a room's log, and telling the room of them: in this order, always."""

from typing import overload

import frames
from chat.pages import entry_frame
from chat.telling import tell
from models import log
from models.message import Event, Message
from models.post import Deed, Post


@overload
def put(post: Post, deadline: float, speaker: str | None = None) -> Message: ...
@overload
def put(post: Deed, deadline: float, speaker: str | None = None) -> Event: ...
def put(post: Post | Deed, deadline: float, speaker: str | None = None) -> Message | Event:
    """Commit a post and deliver it to everyone in the room, and to the speaker's connection wherever that is.

    Commit first, then read presences: whoever joins in between has the entry in its page or is among those read.
    """
    entry = log.append(post)
    tell_of(entry, deadline, speaker)
    return entry


def tell_of(entry: Message | Event, deadline: float, speaker: str | None = None) -> None:
    """Deliver an entry that is committed to everyone in its room, and to the speaker's connection."""
    tell(entry.room, [frames.encode(entry_frame(entry))], deadline, speaker)
