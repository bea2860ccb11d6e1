"""What stands at a seq of a room's log, as an observer sees it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What every entry has; the rest of a frame is its content.
COMMON = {"type", "room", "seq", "id", "from", "at"}
# What may be told of a message later, by entries of their own: it is not what was said.
LATER = {"reactions", "edited", "replies"}


@dataclass(frozen=True, order=True)
class Entry:
    """One entry of the log: two observers who see it differently disagree about the log."""

    seq: int
    user: str
    id: str
    text: str
    at: int = 0
    kind: str = "message"


def entry(frame: Mapping[str, Any]) -> Entry:
    """The entry in a frame of the wire; whatever kind it is, its content becomes one text."""
    kind = str(frame["type"])
    content = {name: value for name, value in frame.items() if name not in COMMON | LATER}
    plain = kind == "message" and content.keys() == {"text"}
    text = str(content["text"]) if plain else json.dumps(content, sort_keys=True, ensure_ascii=False)
    user = str((frame.get("from") or {}).get("user", ""))
    return Entry(int(frame["seq"]), user, str(frame.get("id", "")), text, int(frame.get("at", 0)), kind)


def is_entry(frame: Mapping[str, Any]) -> bool:
    """Whether a frame that arrived is an entry of a room's log: of any kind, these have a seq of their own."""
    return "seq" in frame and "room" in frame


def user_of(client: str) -> str:
    """Whom a client of that name speaks for."""
    return f"guest:{client}"
