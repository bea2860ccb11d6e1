"""Governing rooms: making them, and changing what they are."""

from dataclasses import replace
from typing import Any

import frames
from chat.authority import demand, standing
from chat.entries import put, tell_of
from chat.knowing import no_such_room
from chat.putting_out import put_out_visitors
from chat.reserving import is_reserved
from errors import BadFrame, Forbidden
from identity import Caller
from models import describing, log
from models.clock import now_ms
from models.connection import Connection
from models.founding import found
from models.membership import OWNER, Membership
from models.message import Event
from models.post import Deed
from models.postmark import find
from models.presence import Presence
from models.room import DIRECT, Room, Taking, about


def create(caller: Caller, request: frames.CreateRoom, deadline: float) -> None:
    """Make a room that belongs to its maker; its first entry says what it is."""
    Connection.spend(caller.user, caller.connection, now_ms())
    if request.room.startswith(DIRECT):
        raise BadFrame(f"names of rooms do not begin with {DIRECT}")
    if caller.guest:
        raise Forbidden("guests own no rooms")
    if is_reserved(request.room):
        raise Forbidden("this name is taken")
    room = Room.new(request.room, request.access, request.title, request.topic)
    if not found(room, caller.user, caller.name) and not _made_before(caller, request, room):
        raise Forbidden("this name is taken")
    put(_deed(caller, request, about(room)), deadline, caller.connection)


def change(caller: Caller, request: frames.ChangeRoom, deadline: float) -> None:
    """Change what the room is called, whom it is open to, or whether anything can be said in it."""
    Presence.spend(request.room, caller.user, caller.connection, now_ms())
    room, who = Room.named(request.room), standing(Membership.of(caller.user, request.room), caller.guest)
    if room.access == "direct":
        raise no_such_room() if who not in ("member", "muted") else Forbidden("a direct room is as it is")
    for act in _acts(request):
        demand(act, who)
    apply(caller, request, room, Taking(caller.user, archived_too=who == OWNER), deadline)


def apply(caller: Caller, request: frames.ChangeRoom, room: Room, taking: Taking, deadline: float) -> Event:
    """Change the room for whoever may: the entry that says so."""
    wanted = {name: getattr(request, name) for name in about(room) if getattr(request, name) is not None}
    deed = _deed(caller, request, about(room) | wanted)
    entry = log.append(replace(deed, taking=taking, together=describing.described(room, wanted)))
    if Room.named(request.room).access == "members":
        # Before anybody hears of it: who may not see the room hears nothing more of it from then on.
        put_out_visitors(request.room, deadline)
    tell_of(entry, deadline, caller.connection)
    return entry


def _acts(request: frames.ChangeRoom) -> set[str]:
    acts = set()
    if (request.title, request.topic, request.slow) != (None, None, None):
        acts.add("describe")
    if (request.access, request.archived) != (None, None):
        acts.add("open and close")
    return acts


def _made_before(caller: Caller, request: frames.CreateRoom, room: Room) -> bool:
    """Whether this is the same request again: made and said, or made and not yet said."""
    if find(request.room, caller.user, request.id):
        return True
    there = Room.named(request.room)
    fresh = int(there.head) == 0 and about(there) == about(room)
    return fresh and Membership.of(caller.user, request.room).role == OWNER


def _deed(caller: Caller, request: frames.CreateRoom | frames.ChangeRoom, fields: dict[str, Any]) -> Deed:
    return Deed(request.room, request.id, caller.user, caller.name, "room", fields, asked=frames.asked(request))
