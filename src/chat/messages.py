"""Saying something in a room, and reading what was said."""

from dataclasses import replace
from typing import Any

import frames
from chat.answering import answer
from chat.entries import put, tell_of
from chat.inspecting import demand_fit
from chat.noticing import notice_message
from chat.pacing import in_turn
from chat.pages import message_frame, newest_first, oldest_first
from chat.readers import demand_reader, read_for
from errors import Forbidden, TooSoon
from identity import Caller
from models import amending, log, reading, thread
from models.clock import now_ms
from models.post import Post
from models.presence import Presence


def say(caller: Caller, request: frames.SendMessage, deadline: float) -> None:
    """Commit the message and deliver it to everyone in the room: the sender's own copy is the acknowledgement."""
    try:
        Presence.spend(request.room, caller.user, caller.connection, now_ms())
        demand_fit("sendMessage", request.room, caller.user, caller.name, request.text)
        post = post_of(caller.user, caller.name, request)
        message = in_turn(post, lambda paced: put(paced, deadline, caller.connection))
    except (Forbidden, TooSoon):
        # Muted since, the room archived or slow, or the rules others: what was said before is still the answer to its
        # own retry.
        before = log.said(post_of(caller.user, caller.name, request))
        if before is None:
            raise
        return tell_of(before, deadline, caller.connection)
    notice_message(message, deadline, caller.connection)


def post_of(user: str, name: str, request: frames.SendMessage) -> Post:
    """The post that a user's request makes; NotFound where it answers a message that is not there."""
    post = Post(request.room, request.id, user, name, request.text, request.reply, mentions=request.mentions)
    if request.reply is None:
        return post
    root, together = thread.answering(amending.find(request.room, request.reply))
    return replace(post, thread=root, together=together)


def history(caller: Caller, request: frames.History, deadline: float) -> None:
    """Answer a page of the room's log to someone who is in the room, or a member of it."""
    page = read_for(lambda: demand_reader(caller, request.room), lambda: page_of(request))
    answer(caller, page, request.id, deadline)


def page_of(request: frames.History) -> dict[str, Any]:
    """The page of a room's log or of a thread that a request asks for, cut to what one frame carries."""
    return _page_of_log(request) if request.thread is None else _page_of_thread(request, request.thread)


def _page_of_log(request: frames.History) -> dict[str, Any]:
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


def _page_of_thread(request: frames.History, root: int) -> dict[str, Any]:
    after = request.after or root
    messages, more = thread.replies(request.room, root, after, request.limit)
    shown = [message_frame(message) for message in messages]
    count = frames.fitting(shown, frames.PAGE_BYTES)
    return {
        "type": "history",
        "room": request.room,
        "thread": root,
        "after": after,
        "through": shown[count - 1]["seq"] if count else after,
        "messages": shown[:count],
        "more": more or count < len(shown),
    }


def _back(request: frames.History) -> reading.Page:
    if request.before is None:
        return reading.newest(request.room, request.limit)
    return reading.older(request.room, request.before, request.limit)
