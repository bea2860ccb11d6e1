"""Slow mode: how long a user waits in a room from message to message, on all of their connections together.

Only rooms that are slow pay for it: one write a message, for the turn. That the room is as slow as this process
believes is a condition of the write that gives the message its seq, so that no message goes by an old belief.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace

from chat.authority import may, standing
from errors import AnotherPace, Busy, TooSoon
from models.clock import now_ms
from models.membership import Membership
from models.message import Message
from models.post import Post
from models.room import Room
from models.turn import Turn

ATTEMPTS = 3
PACES = 10_000

# Which rooms are slow, as far as this process has heard.
_paces: dict[str, int] = {}


def in_turn(post: Post, put: Callable[[Post], Message]) -> Message:
    """Put a message at its room's pace: TooSoon, with the time that is left, before the user's turn."""
    for _ in range(ATTEMPTS):
        slow = _paces.get(post.room, 0)
        if slow:
            slow = take_turn(post.user, post.room, post.id, slow)
        try:
            return put(replace(post, slow=slow))
        except AnotherPace as found:
            remember(post.room, found.slow)
    raise Busy("the room has just changed, try again")


def demand_turn(user: str, room: str) -> None:
    """Take the user's turn to say something that comes later: TooSoon before it."""
    slow = int(Room.named(room).slow)
    if slow:
        take_turn(user, room, secrets.token_hex(16), slow)


def take_turn(user: str, room: str, id: str, slow: int) -> int:
    """Take the user's turn, and answer the pace that it was taken at; moderators and owners need none."""
    left = Turn.take(user, room, id, slow, now_ms())
    if not left or may("speak at will", standing(Membership.of(user, room), guest=False)):
        return slow
    now = int(Room.named(room).slow)
    if now != slow:
        remember(room, now)
        return take_turn(user, room, id, now) if now else 0
    raise TooSoon(f"this room is slow: one message in {slow} seconds", left)


def remember(room: str, slow: int) -> None:
    """Keep a room's pace, for this process."""
    if len(_paces) >= PACES:
        _paces.clear()
    _paces.pop(room, None)
    if slow:
        _paces[room] = slow


def forget() -> None:
    """Believe nothing, as a process that begins."""
    _paces.clear()
