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
    """Tell those whom a message concerns and who are elsewhere, and the speaker's other devices of a direct one."""
    reason, users = concerned(message)
    if users:
        own = {message.user} if reason == "direct" else set()
        notice(users | own, message_notice(message, reason), deadline, spared)


def concerned(message: Message) -> tuple[str, set[str]]:
    """Why a message is for others to notice, and for whom: the other one of a direct room, else whom it mentions."""
    if message.room.startswith(DIRECT):
        peer = Membership.of(message.user, message.room).peer
        return "direct", _seeing(message.room, {str(peer)} if peer else set())
    return "mention", _seeing(message.room, set(message.mentions or ()) - {EVERYONE, message.user})


def _seeing(room: str, users: set[str]) -> set[str]:
    """Those of these users who may see the room: not who has been banned, nor who has quit a direct one."""
    if not users:
        return users
    known = list(of_users(users, room))
    if Room.named(room).access == "open":
        return users - {membership.user for membership in known if membership.banned}
    return {membership.user for membership in known if membership.belongs and not membership.banned}


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
