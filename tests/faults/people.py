"""Somebody at the doors: what they send goes in as API Gateway's event, what they hear is what was posted to them."""

import json
import secrets
from importlib import import_module
from typing import Any

from tests.events import CONTEXT, context, frame
from tests.parts.connections import Connections

DOORS = {
    "joinRoom": "join_room",
    "leaveRoom": "leave_room",
    "sendMessage": "send_message",
    "history": "history",
    "ping": "ping",
    "moderate": "govern",
}

Frame = dict[str, Any]


class Person:
    """One connection of a guest."""

    def __init__(self, name: str, connections: Connections, connection: str | None = None) -> None:
        self.name = name
        self.connection = connection or f"{name.lower()}1="
        self.connections = connections

    def connect(self) -> Any:
        """$connect, after the authorizer has let them in."""
        return self._door("connect", {"requestContext": self._context("$connect")})

    def disconnect(self) -> Any:
        """$disconnect."""
        return self._door("disconnect", {"requestContext": self._context("$disconnect")})

    def join(self, room: str = "general", **position: Any) -> Frame:
        return self.ask("joinRoom", room=room, **position)

    def say(self, text: str, id: str | None = None, room: str = "general") -> Frame:
        """The own copy of a message, or the error."""
        return self.ask("sendMessage", room=room, text=text, id=id or secrets.token_hex(8))

    def read(self, room: str = "general") -> Frame:
        """The room's log from its beginning."""
        return self.ask("history", room=room, after=0, limit=100)

    def ask(self, action: str, **fields: Any) -> Frame:
        """Sends a request and returns the newest frame that carries its id: there has to be one."""
        fields.setdefault("id", secrets.token_hex(8))
        before = len(self.connections.posts)
        self._door(DOORS[action], self.event(action, **fields))
        posts = [post for post in self.connections.posts[before:] if post.connection == self.connection]
        answers = [post.frame for post in posts if post.frame.get("id") == fields["id"]]
        assert answers, f"{action} was answered with silence"
        return answers[-1]

    def event(self, action: str, **fields: Any) -> dict[str, Any]:
        """The event of a request, for who calls the door elsewhere."""
        return frame(action, {"action": action, **fields}, connection=self.connection, name=self.name)

    def heard(self, room: str = "general") -> list[Frame]:
        """Every message that was delivered, as often as it was."""
        frames = self.connections.frames(self.connection)
        return [frame for frame in frames if frame["type"] == "message" and frame["room"] == room]

    def _context(self, route: str) -> dict[str, Any]:
        return context(route, self.connection, self.name)

    def _door(self, module: str, event: dict[str, Any]) -> Any:
        return import_module(f"handlers.{module}").handler(json.loads(json.dumps(event)), CONTEXT)


def texts(messages: list[Frame]) -> list[str]:
    """What was said, in the order given."""
    return [message["text"] for message in messages]


def seqs(messages: list[Frame]) -> list[int]:
    """At which numbers, in the order given."""
    return [message["seq"] for message in messages]
