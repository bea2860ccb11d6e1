"""What stands at a seq of a room's log, as an observer sees it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What every entry has; the rest of a frame is its content.
COMMON = {"type", "room", "seq", "id", "from", "at"}
# What later entries do to a message: told with it, and not what was said.
LATER = {"edited", "erased", "replies", "reactions"}


@dataclass(frozen=True, order=True)
class Entry:
    """One entry of the log: two observers who see it differently disagree about the log.

    `changed` where a later entry has given the text another value: then it says nothing about what was written here.
    """

    seq: int
    user: str
    id: str
    text: str
    at: int = 0
    kind: str = "message"
    changed: bool = False


def entry(frame: Mapping[str, Any]) -> Entry:
    """The entry in a frame of the wire; whatever kind it is, its content becomes one text."""
    kind = str(frame["type"])
    content = {name: value for name, value in frame.items() if name not in COMMON | LATER}
    if kind == "edited":
        # In pages it has the text that the message has now.
        content.pop("text", None)
    # What was said is known by its text alone: the thread of a reply is the service's to tell.
    text = str(content["text"]) if kind == "message" else json.dumps(content, sort_keys=True, ensure_ascii=False)
    changed = "edited" in frame or "erased" in frame
    return Entry(
        seq=int(frame["seq"]),
        user=str(frame["from"]["user"]),
        id=str(frame["id"]),
        text="" if changed else text,
        at=int(frame["at"]),
        kind=f"reply to {frame['reply']}" if "reply" in frame else kind,
        changed=changed,
    )


def is_entry(frame: Mapping[str, Any]) -> bool:
    """Whether a frame that arrived is an entry of a room's log, of whatever kind."""
    return frame.keys() >= COMMON


def is_direct(room: str) -> bool:
    """Whether that is a room of two users."""
    return room.startswith("direct-")


def user_of(client: str) -> str:
    """Whom a client of that name speaks for."""
    return f"guest:{client}"
