"""What people do without a connection: they ask by HTTP, and hear nothing in between."""

from typing import Any

import frames
from chat import uploads
from chat.entries import put
from chat.messages import page_of, post_of
from chat.pages import message_frame
from errors import NotFound
from identity import Visitor
from models.profile import Profile
from models.room import Room


def read(request: frames.History) -> dict[str, Any]:
    """A page of a room's log, as the wire has it; NotFound for a room that is not everyone's."""
    _demand_open(request.room)
    return page_of(request)


def say(visitor: Visitor, request: frames.SendMessage, deadline: float) -> dict[str, Any]:
    """Commit a message, deliver it, and answer it as everyone in the room sees it."""
    _demand_open(request.room)
    return message_frame(put(post_of(visitor.user, visitor.name, request), deadline))


def me(visitor: Visitor) -> dict[str, Any]:
    """Whom the token speaks for; `since` where they signed up here, as the time that the server had."""
    profile = Profile.of(visitor.user)
    return {"user": visitor.user, "name": visitor.name} | ({"since": int(profile.since)} if profile else {})


def offer_upload(room: str, file: uploads.Wanted) -> dict[str, Any]:
    """A form by which this file can be put into a room."""
    _demand_open(room)
    return uploads.offer(room, file)


def _demand_open(room: str) -> None:
    if Room.named(room).access != "open":
        raise NotFound("there is no such room")
