"""Talking to one other person: a room of the two, made by the first message."""

import hashlib

import frames
from chat.entries import put
from chat.inspecting import demand_fit
from chat.noticing import notice_message
from errors import Forbidden
from identity import Caller
from models import spender
from models.clock import now_ms
from models.connection import Connection
from models.founding import found_direct, renew_direct
from models.membership import of_users
from models.post import Post
from models.profile import name_of_user
from models.room import DIRECT, Room


def say(caller: Caller, request: frames.SendDirect, deadline: float) -> None:
    """Commit a message in the room of the two, deliver it there, and notice both wherever else they are."""
    if caller.guest or request.to == caller.user:
        raise Forbidden("a direct message is from somebody who signed in to somebody else")
    Connection.spend(caller.user, caller.connection, now_ms())
    spender.spend(caller.user, now_ms())
    room = direct_room(caller.user, request.to)
    demand_fit("sendDirect", room, caller.user, caller.name, request.text)
    _demand_both(caller, request.to, room)
    message = put(Post(room, request.id, caller.user, caller.name, request.text), deadline, caller.connection)
    notice_message(message, deadline, caller.connection)


def _demand_both(caller: Caller, to: str, room: str) -> None:
    """The room is there, and both are in it, also who has quit it before."""
    known = {each.user: each for each in of_users((caller.user, to), room) if each.belongs}
    if len(known) == 2:
        return
    mine, theirs = (caller.user, caller.name), (to, known[to].name if to in known else name_of_user(to))
    if not found_direct(Room.new(room, "direct"), mine, theirs):
        renew_direct(room, mine, theirs)


def direct_room(one: str, other: str) -> str:
    """The room of two users, the same whoever asks; its name tells nothing of them."""
    both = "\n".join(sorted((one, other)))
    return DIRECT + hashlib.sha256(both.encode()).hexdigest()[:32]
