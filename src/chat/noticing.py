"""Noticing people who are elsewhere: what concerns them reaches their connections that are not in the room."""

from collections.abc import Iterable
from typing import Any

import delivery
import frames
from models.connection import elsewhere
from models.membership import Membership, of_users
from models.message import Message
from models.room import DIRECT, Room

NOTICED_CHARACTERS = 200
EVERYONE = "room"


def notice_message(message: Message, deadline: float, spared: str | None) -> None:
    """Tell those whom a message concerns and who are elsewhere: the two of a direct room, else whom it mentions."""
    if message.room.startswith(DIRECT):
        peer = Membership.of(message.user, message.room).peer
        both = {message.user, str(peer)} if peer else {message.user}
        notice(both, message_notice(message, "direct"), deadline, spared)
    else:
        _notice_mentioned(message, deadline)


def _notice_mentioned(message: Message, deadline: float) -> None:
    named = set(message.mentions or ()) - {EVERYONE, message.user}
    if not named:
        return
    if Room.named(message.room).access != "open":
        named = {membership.user for membership in of_users(named, message.room) if membership.belongs}
    notice(named, message_notice(message, "mention"), deadline)


def notice(users: Iterable[str], frame: dict[str, Any], deadline: float, spared: str | None = None) -> None:
    """Tell all connections of these users but the spared that are not in the frame's room."""
    found = [connection for user in sorted(users) for connection in elsewhere(user, frame["room"])]
    connections = [connection for connection in found if connection != spared]
    if connections:
        delivery.deliver(frames.encode(frame), connections, deadline)


def message_notice(message: Message, reason: str) -> dict[str, Any]:
    """What a notice tells of a message."""
    return {
        "type": "notice",
        "room": message.room,
        "seq": message.seq,
        "reason": reason,
        "from": {"user": message.user, "name": message.name},
        "text": message.text[:NOTICED_CHARACTERS],
        "at": int(message.at),
    }
