"""A room of the peer: a log without holes whose messages are as they are now, who is there, and who may what."""

import time
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.server import ServerConnection

Frame = dict[str, Any]
PAGE = 50


def sender(name: str) -> Frame:
    """Who speaks, as the protocol names them."""
    return {"user": f"guest:{name.lower()}", "name": name}


@dataclass(eq=False)
class Guest:
    """One connection, and whom it speaks for."""

    socket: ServerConnection
    name: str

    @property
    def sender(self) -> Frame:
        return sender(self.name)


@dataclass
class Room:
    """One room's log and people."""

    name: str
    epoch: str = "k1"
    log: list[Frame] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)
    about: Frame = field(default_factory=lambda: {"access": "open", "title": "", "topic": "", "archived": False})
    roles: dict[str, Frame] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    peers: list[Frame] = field(default_factory=list)

    def append(self, who: str, type: str, id: str = "", at: float | None = None, **fields: Any) -> Frame:
        """A new entry of the log."""
        seq = len(self.log) + 1
        milliseconds = int((time.time() if at is None else at) * 1000)
        entry = {"type": type, "room": self.name, "seq": seq, "id": id or f"w{seq}", "from": sender(who)}
        entry |= {"at": milliseconds} | fields
        self.log.append(entry)
        return entry

    def message(self, seq: int) -> Frame | None:
        """The message at that seq, unless it was erased."""
        found = self.log[seq - 1] if 0 < seq <= len(self.log) else None
        return found if found and found["type"] == "message" and "erased" not in found else None

    def said(self, who: Frame, id: str) -> Frame | None:
        """The entry that this user wrote with this id."""
        return next((each for each in self.log if each["id"] == id and each["from"] == who), None)

    def role(self, user: str) -> str:
        return str(self.roles.get(user, {}).get("role", "visitor"))

    def view(self, user: str) -> Frame:
        """What the room is to this user."""
        other = [each for each in self.peers if each["user"] != user]
        return self.about | ({"peer": other[0]} if other else {})

    def mine(self, user: str) -> Frame:
        """The room in this user's list."""
        read = self.read.get(user, 0)
        messages = [each for each in self.log if each["type"] == "message"]
        unread = [each for each in messages if each["seq"] > read and each["from"]["user"] != user]
        mentions = [each for each in unread if {user, "room"} & set(each.get("mentions", []))]
        listed = {"room": self.name, "role": self.role(user), "head": len(self.log), "read": read}
        listed |= {"unread": len(unread), "mentions": len(mentions), "last": messages[-1] if messages else None}
        return listed | self.view(user)

    def after(self, after: int, limit: int) -> Frame:
        """The page that starts after this seq."""
        through = min(len(self.log), after + limit)
        return {
            "after": after,
            "through": through,
            "messages": self.log[after:through],
            "more": through < len(self.log),
        }

    def before(self, before: int, limit: int) -> Frame:
        """The page that ends before this seq."""
        after = max(0, before - 1 - limit)
        return {"after": after, "through": before - 1, "messages": self.log[after : before - 1], "more": after > 0}

    def thread(self, root: int, after: int, limit: int) -> Frame:
        """A page of the replies in the thread that began at this seq."""
        replies = [each for each in self.log if each.get("thread") == root and each["seq"] > after]
        return {
            "after": after,
            "through": len(self.log),
            "messages": replies[:limit],
            "more": len(replies) > limit,
        }
