"""Somebody who is connected, and what the doors answer them."""

from typing import Any

from handlers import connect, join_room
from tests.events import CONTEXT, context, frame
from tests.parts.connections import Connections


def come_in(room: str = "general") -> None:
    """Ana connects and joins."""
    connect.handler({"requestContext": context("$connect")}, CONTEXT)
    join_room.handler(frame("joinRoom", {"action": "joinRoom", "room": room}), CONTEXT)


def answer(door: Any, connections: Connections, body: dict[str, Any]) -> dict[str, Any]:
    """The frame that a door answers to this one with."""
    before = len(connections.posts)
    assert door.handler(frame(body["action"], body), CONTEXT) == {"statusCode": 200}
    (post,) = connections.posts[before:]
    assert post.connection == "ana1="
    return post.frame
