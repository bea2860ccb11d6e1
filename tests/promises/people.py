"""People at the doors: what they send goes in as API Gateway's events, whoever the authorizer says they are."""

import json
import secrets
from importlib import import_module
from typing import Any

from tests.events import CONTEXT, context
from tests.parts.connections import Connections

# Which function is behind each route, as in template.yaml.
DOORS = {
    "joinRoom": "join_room", "leaveRoom": "leave_room", "sendMessage": "send_message", "sendDirect": "send_message",
    "editMessage": "change_message", "eraseMessage": "change_message", "react": "change_message",
    "history": "history", "search": "history", "createRoom": "govern", "changeRoom": "govern", "moderate": "govern",
    "rooms": "look", "findRooms": "look", "members": "look", "markRead": "attend", "typing": "attend",
    "upload": "files", "link": "files", "renew": "renew", "signOut": "accounts", "operate": "accounts", "ping": "ping",
}  # fmt: skip

# What somebody is answered who may not do a thing, or may not know of it.
REFUSALS = {"forbidden", "not_found", "not_joined"}

Frame = dict[str, Any]


class Person:
    """One connection of somebody: by name, or as a guest by the authorizer's word."""

    def __init__(self, name: str, connections: Connections, guest: bool = False, connection: str = "") -> None:
        self.name = name
        self.user = f"guest:{name.lower()}"
        self.connection = connection or f"{name.lower()}1="
        self.connections = connections
        self.guest = guest
        self.expires: float | None = None

    def connect(self) -> "Person":
        event = {"requestContext": self._context("$connect")}
        assert import_module("handlers.connect").handler(event, CONTEXT)["statusCode"] == 200
        return self

    def send(self, action: str, **fields: Any) -> list[Frame]:
        """Sends a request; the frames that this connection got by it."""
        before = len(self.heard())
        fields.setdefault("id", secrets.token_hex(8))
        body = json.dumps({"action": action, **fields})
        event = {"requestContext": self._context(action), "body": body}
        assert import_module(f"handlers.{DOORS[action]}").handler(event, CONTEXT) == {"statusCode": 200}
        return self.heard()[before:]

    def ask(self, action: str, **fields: Any) -> Frame:
        """Sends a request and returns its answer; nothing where there is none."""
        fields.setdefault("id", secrets.token_hex(8))
        return next((frame for frame in self.send(action, **fields) if frame.get("id") == fields["id"]), {})

    def may(self, action: str, **fields: Any) -> bool:
        """Whether a request is done; where it is not, the answer is one of the refusals."""
        answer = self.ask(action, **fields)
        if answer.get("type") != "error":
            return True
        assert answer["code"] in REFUSALS, answer
        assert answer["retry"] is False
        return False

    def code(self, action: str, **fields: Any) -> str:
        """The code that a request is refused with; empty where it is done."""
        return str(self.ask(action, **fields).get("code", ""))

    def heard(self, kind: str = "") -> list[Frame]:
        """Every frame of a type that came to this connection, or all."""
        return [frame for frame in self.connections.frames(self.connection) if kind in ("", frame["type"])]

    def _context(self, route: str) -> dict[str, Any]:
        said = context(route, self.connection, self.name, self.expires)
        if self.guest:
            said["authorizer"]["guest"] = "true"
        return said
