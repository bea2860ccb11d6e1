"""What people do without a connection: they ask by HTTP, and hear nothing in between."""

from typing import Any

import frames
from chat import looking, searching, uploads
from chat.authority import may, may_join, standing
from chat.entries import put
from chat.files import link_to
from chat.inspecting import demand_fit
from chat.knowing import about, no_such_room
from chat.messages import page_of, post_of
from chat.noticing import notice_message
from chat.pacing import demand_turn, in_turn
from chat.pages import message_frame
from chat.readers import read_for
from errors import Forbidden
from identity import Visitor
from models import reading, spender
from models.clock import now_ms
from models.membership import Membership
from models.message import Message
from models.profile import Profile
from models.room import Room
from models.room import about as about_room

OWN_LOOKED_AT = 1_000


def rooms(visitor: Visitor, after: str | None) -> dict[str, Any]:
    """A page of one's own rooms, as `rooms` answers it."""
    return looking.rooms_of(visitor.user, after)


def room(visitor: Visitor, name: str) -> dict[str, Any]:
    """What a room is, and one's own standing in it."""
    there, membership = _demand_reader(visitor, name)
    return {"room": name, **about(about_room(there), membership), "role": membership.role, "head": int(there.head)}


def read(visitor: Visitor, request: frames.History) -> dict[str, Any]:
    """A page of a room's log or of a thread, as the wire has it."""
    return read_for(lambda: _demand_reader(visitor, request.room), lambda: page_of(request))


def search(visitor: Visitor, request: frames.Search) -> dict[str, Any]:
    """The messages of a room that contain a text, as `search` answers it."""
    hits = read_for(lambda: _demand_reader(visitor, request.room), lambda: searching.found(request))
    return {"type": "found", **hits}


def link(visitor: Visitor, request: frames.Link) -> dict[str, Any]:
    """A URL by which the file of a message can be had for a while."""
    _demand_reader(visitor, request.room)
    return link_to(request.room, request.seq)


def say(visitor: Visitor, request: frames.SendMessage, deadline: float) -> dict[str, Any]:
    """Commit a message, deliver it, and answer it as everyone in the room sees it."""
    _demand_speaker(visitor, request.room)
    demand_fit("sendMessage", request.room, visitor.user, visitor.name, request.text)
    post = post_of(visitor.user, visitor.name, request)
    message = in_turn(post, lambda paced: put(paced, deadline))
    notice_message(message, deadline, None)
    return message_frame(message)


def offer_upload(visitor: Visitor, name: str, file: uploads.Wanted) -> dict[str, Any]:
    """A form by which this file can be put into a room."""
    _demand_speaker(visitor, name)
    demand_fit("upload", name, visitor.user, visitor.name, file.name)
    demand_turn(visitor.user, name)
    return uploads.expect(name, visitor.user, visitor.name, "", file)


def me(visitor: Visitor) -> dict[str, Any]:
    """Whom the token speaks for; `since` where they signed up here, as the time that the server had."""
    profile = Profile.of(visitor.user)
    return {"user": visitor.user, "name": visitor.name} | ({"since": int(profile.since)} if profile else {})


def own_messages(visitor: Visitor, request: frames.History) -> dict[str, Any]:
    """One's own messages among a page of a room's log, newest first; go on with `before` = `after` + 1."""
    _demand_reader(visitor, request.room)
    page = reading.older(request.room, request.before or frames.LAST_SEQ, OWN_LOOKED_AT)
    own = [entry for entry in reversed(page.messages) if isinstance(entry, Message) and entry.user == visitor.user]
    more = page.after > 0 and not page.lost
    return {"room": request.room, "messages": [message_frame(one) for one in own], "after": page.after, "more": more}


def _demand_reader(visitor: Visitor, name: str) -> tuple[Room, Membership]:
    """The room and one's standing: NotFound where the room is not there or not for one's eyes."""
    there, membership = Room.named(name), Membership.of(visitor.user, name)
    if not may_join(there, membership, guest=False):
        raise no_such_room()
    return there, membership


def _demand_speaker(visitor: Visitor, name: str) -> None:
    _, membership = _demand_reader(visitor, name)
    if not may("say", standing(membership, guest=False)):
        raise Forbidden("you are muted here")
    spender.spend(visitor.user, now_ms())
