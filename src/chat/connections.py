"""The life of a connection: it comes, it is alive, it is refused, it goes."""

import delivery
import frames
import metrics
from chat import admitting
from chat.announcing import ROSTER, announce
from chat.answering import answer
from errors import BadFrame, Flood, ParleyError
from identity import Caller
from models import crowd
from models.clock import now_ms
from models.connection import Connection
from models.heads import heads
from models.presence import Presence

BAD_FRAMES_A_MINUTE = 20


def connect(caller: Caller) -> str:
    """Remember the connection, so that it may join rooms; or say why it may not be, and forget it again.

    First it is written, then the account is read. A ban writes the account first, and then looks for connections: so
    one of the two sees the other, whenever they meet.
    """
    if why := admitting.haste(caller):
        return why
    Connection.remember(caller.user, caller.connection, caller.name, caller.until)
    if why := admitting.refusal(caller):
        Connection.forget(caller.user, caller.connection)
    else:
        metrics.count("opened")
    return why


def disconnect(caller: Caller, deadline: float) -> None:
    """Forget the connection, take it out of its rooms, and tell these."""
    metrics.count("closed")
    for room, shard in Connection.forget(caller.user, caller.connection).items():
        Presence.remove(room, shard, [caller.connection])
        announce(room, caller, crowd.company(room, ROSTER), deadline, came=False)


def ping(caller: Caller, request: frames.Ping, deadline: float) -> None:
    """Answer the heads of the connection's rooms, by which a client sees what it has missed, and where it is not."""
    rooms = Connection.rooms_of(caller.user, caller.connection)
    answer(caller, {"type": "pong", "heads": heads(rooms, caller.connection)}, request.id, deadline)


def renewed(caller: Caller) -> int:
    """When the sign-in ends that was brought over the open connection, in epoch seconds; 0 where none was."""
    return Connection.renewed(caller.user, caller.connection)


def refuse(caller: Caller, failure: ParleyError, request_id: str | None, deadline: float) -> None:
    """Tell a client what was wrong; who sends too many frames, or bad ones, without end is disconnected."""
    if isinstance(failure, Flood):
        metrics.count_of("bound", "flood")
        delivery.disconnect(caller.connection, deadline)
        return
    answer(caller, frames.error(failure), request_id, deadline)
    if isinstance(failure, BadFrame) and _too_many(caller):
        metrics.count_of("bound", "bad_frames")
        delivery.disconnect(caller.connection, deadline)


def _too_many(caller: Caller) -> bool:
    minute = now_ms() // 60_000
    return Connection.count_bad_frame(caller.user, caller.connection, minute) > BAD_FRAMES_A_MINUTE
