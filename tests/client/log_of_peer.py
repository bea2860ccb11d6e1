"""A room at the peer: the entries of its log, and who listens."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.client.peer import Line

Frame = dict[str, Any]
AT = 1790000000000


@dataclass
class Log:
    """`entries` by seq, as they were told; a page has them as they are now."""

    room: str
    epoch: str = "e1"
    head: int = 0
    entries: dict[int, Frame] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    lines: set["Line"] = field(default_factory=set)
    about: Frame = field(default_factory=lambda: {"access": "open", "title": "", "topic": "", "archived": False})
    read: int = 0

    def add(self, kind: str, by: Frame, id: str | None = None, /, **fields: Any) -> int:
        """Store an entry and give its seq; with an id that is known, the one that it has."""
        if id in self.ids:
            return self.ids[id]
        self.head += 1
        id = id or f"by-{by['name']}-{self.head}"
        common = {"room": self.room, "seq": self.head, "id": id, "from": by, "at": AT}
        self.entries[self.head] = {"type": kind} | common | fields
        self.ids[id] = self.head
        return self.head

    def page(self, after: int, through: int) -> list[Frame]:
        """The entries as pages have them."""
        return [self.now(seq) for seq in range(after + 1, through + 1) if seq in self.entries]

    def messages(self) -> list[Frame]:
        return [self.now(seq) for seq, entry in self.entries.items() if entry["type"] == "message"]

    def now(self, seq: int) -> Frame:
        """An entry with what was done to it since."""
        entry = self.entries[seq]
        if entry["type"] == "edited":
            return entry | {"text": self.now(entry["target"])["text"]}
        for later in [one for one in self.entries.values() if one.get("target") == seq]:
            entry = entry | _CHANGES[later["type"]](entry, later)
        replies = sum(one.get("thread") == seq for one in self.entries.values())
        return entry | {"replies": replies} if replies else entry


def _reacted(entry: Frame, later: Frame) -> Frame:
    users: dict[str, list[str]] = {one["reaction"]: one["users"] for one in entry.get("reactions", [])}
    others = [user for user in users.get(later["reaction"], []) if user != later["from"]["user"]]
    users[later["reaction"]] = [*others, later["from"]["user"]] if later["on"] else others
    listed = [{"reaction": name, "count": len(who), "users": who} for name, who in users.items() if who]
    return {"reactions": listed}


_CHANGES = {
    "edited": lambda entry, later: {"text": later["text"], "edited": later["seq"]},
    "erased": lambda entry, later: {"text": "", "edited": None, "erased": later["seq"], "reactions": []},
    "reacted": _reacted,
}
