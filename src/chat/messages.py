"""Saying something, and reading what was said."""

from typing import Any

import frames
from chat.answering import answer
from chat.pages import message_frame, newest_first, oldest_first
from chat.telling import tell
from identity import Caller
from models import log, reading
from models.clock import now_ms
from models.log import Post
from models.message import Message
from models.presence import Presence


def say(caller: Caller, request: frames.SendMessage, deadline: float) -> None:
    """Commit the message, then deliver it to everyone in the room: the sender's own copy is the acknowledgement.

    Commit first, then read presences: whoever joins in between has the message in its page or is among those read.
    """
    Presence.spend(request.room, caller.user, caller.connection, now_ms())
    say_it(Post(request.room, request.id, caller.user, caller.name, request.text), deadline, caller.connection)


def say_it(post: Post, deadline: float, speaker: str | None = None) -> Message:
    """Commit a post and deliver it, to the speaker's connection too."""
    message = log.append(post)
    tell(post.room, [frames.encode(message_frame(message))], deadline, speaker)
    return message


def history(caller: Caller, request: frames.History, deadline: float) -> None:
    """Answer a page of the room's log to someone who is in the room."""
    Presence.find(request.room, caller.user, caller.connection)
    answer(caller, page_of(request), request.id, deadline)


def page_of(request: frames.History) -> dict[str, Any]:
    """The page of a room's log that a request asks for, cut to what one frame carries."""
    if request.after is not None:
        page = reading.newer(request.room, request.after, request.limit)
        cut = oldest_first(page, frames.PAGE_BYTES)
        more = cut.through < page.head
    else:
        page = _back(request)
        cut = newest_first(page, frames.PAGE_BYTES)
        more = cut.after > 0 and not page.lost
    return {
        "type": "history",
        "room": request.room,
        "after": cut.after,
        "through": cut.through,
        "messages": cut.messages,
        "more": more,
    }


def _back(request: frames.History) -> reading.Page:
    if request.before is None:
        return reading.newest(request.room, request.limit)
    return reading.older(request.room, request.before, request.limit)
