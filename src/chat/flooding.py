"""Floods: more frames on a connection, or on all of a user's, than clients have reason to send, of whatever kind.

Counted in memory, by each process for itself: it costs nothing, and a flood keeps meeting the processes that are warm.
One that has not seen the user lets another USER_FRAMES.burst through, and one that begins anew has seen none. What all
processes together take is bound by the stage's throttle; messages have allowances in the table besides.
"""

import metrics
from errors import Flood, RateLimited
from flow import Flow
from identity import Caller
from models.clock import now_ms

# A hundred at once and five a second: whoever joins 50 rooms and asks for a page of each is not refused. A process that
# needs 60 ms for a frame is met by a flood sixteen times a second, and not more often.
FRAMES = Flow(100, 200)
# What two such connections have, for all that a user has open: a flood by twenty connections is one flood.
USER_FRAMES = Flow(200, 100)
# Who is refused more often than that has not listened.
REFUSALS = Flow(20, 3_000)


def demand_calm(caller: Caller) -> None:
    """Count a frame: RateLimited where the connection or its user sends too many, Flood where it goes on."""
    now = now_ms()
    try:
        _take("frames", FRAMES, caller.connection, now, "too many frames at once, try again in a moment")
        _take("user_frames", USER_FRAMES, caller.user, now, "too many frames at once on all of your connections")
    except RateLimited:
        if REFUSALS.take(caller.connection, now):
            raise Flood("too many frames without end") from None
        raise


def _take(bound: str, flow: Flow, key: str, now: int, refusal: str) -> None:
    wait = flow.take(key, now)
    if wait:
        metrics.count_of("bound", bound)
        raise RateLimited(refusal, wait)


def forget() -> None:
    """Nobody has sent anything, as in a process that begins."""
    FRAMES.forget()
    USER_FRAMES.forget()
    REFUSALS.forget()
