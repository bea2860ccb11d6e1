"""Small signs of attention: how far somebody has read, and that somebody is typing."""

import delivery
import frames
from chat.announcing import ANNOUNCED_UP_TO, ROSTER
from chat.answering import answer
from chat.readers import demand_reader
from chat.telling import tell_these
from identity import Caller
from models import connection as connections
from models import crowd
from models.clock import now_ms
from models.membership import Membership
from models.presence import Presence
from models.room import Room


def mark_read(caller: Caller, request: frames.MarkRead, deadline: float) -> None:
    """Keep how far the user has read, and tell their other devices."""
    demand_reader(caller, request.room)
    read = Membership.mark_read(caller.user, request.room, min(request.seq, int(Room.named(request.room).head)))
    frame = {"type": "read", "room": request.room, "seq": read}
    answer(caller, frame, request.id, deadline)
    others = [connection for connection in connections.of_user(caller.user) if connection != caller.connection]
    if others:
        delivery.deliver(frames.encode(frame), others, deadline)


def typing(caller: Caller, request: frames.Typing, deadline: float) -> None:
    """Tell the others in a small room that the user is typing, as often as they need to hear it."""
    if not Presence.types(request.room, caller.user, caller.connection, now_ms()):
        return
    company = crowd.company(request.room, ROSTER)
    others = {other.connection: other.shard for other in company.people if other.user != caller.user}
    if others and company.complete and len(company.people) <= ANNOUNCED_UP_TO:
        frame = {"type": "typing", "room": request.room, "user": caller.user, "name": caller.name}
        tell_these(request.room, frames.encode(frame), others, deadline)
