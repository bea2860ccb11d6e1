"""Floods: more frames on a connection than any client has reason to send, of whatever kind.

Counted in memory, by each process for itself: it costs nothing, and a flood keeps meeting the processes that are warm.
One that has not seen the connection lets another FRAMES.burst through, and one that begins anew has seen none. What
all processes together take is bound by the stage's throttle; messages have allowances in the table besides.
"""

from errors import Flood, RateLimited
from flow import Flow
from identity import Caller
from models.clock import now_ms

# A hundred at once and five a second: whoever joins 50 rooms and asks for a page of each is not refused. A process that
# needs 60 ms for a frame is met by a flood sixteen times a second, and not more often.
FRAMES = Flow(100, 200)
# Who is refused more often than that has not listened.
REFUSALS = Flow(20, 3_000)


def demand_calm(caller: Caller) -> None:
    """Count a frame: RateLimited where the connection sends too many, Flood where it goes on in spite of that."""
    now = now_ms()
    wait = FRAMES.take(caller.connection, now)
    if not wait:
        return
    if REFUSALS.take(caller.connection, now):
        raise Flood("too many frames without end")
    raise RateLimited("too many frames at once, try again in a moment", wait)


def forget() -> None:
    """Nobody has sent anything, as in a process that begins."""
    FRAMES.forget()
    REFUSALS.forget()
