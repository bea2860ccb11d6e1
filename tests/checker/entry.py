"""What stands at a seq of a room's log, as an observer sees it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# What every entry has; the rest of a frame is its content.
COMMON = {"type", "room", "seq", "id", "from", "at"}
# What later entries do to a message: told with it, and not what was said.
LATER = {"edited", "erased", "replies", "reactions"}
# What may come with a message's text.
BESIDES = ("mentions", "file")
# What is done to whom.
ACT = ("act", "user")
# Of what was erased nothing of this is left.
GONE = (*BESIDES, "reactions", "edited")


@dataclass(frozen=True, order=True)
class Entry:
    """One entry of the log: two observers who see it differently disagree about the log.

    `changed` where a later entry has given the text another value: then it says nothing about what was written here.
    `besides` is what came with the text; where the message was `erased`, what is left of it, which should be nothing.
    """

    seq: int
    user: str
    id: str
    text: str
    at: int = 0
    kind: str = "message"
    changed: bool = False
    besides: str = ""
    erased: bool = False


def entry(frame: Mapping[str, Any]) -> Entry:
    """The entry in a frame of the wire; whatever kind it is, its content becomes one text."""
    kind = str(frame["type"])
    content = {name: value for name, value in frame.items() if name not in COMMON | LATER}
    if kind == "edited":
        # In pages it has the text that the message has now.
        content.pop("text", None)
    # What was said is known by its text alone: the thread of a reply is the service's to tell.
    message, erased = kind == "message", "erased" in frame
    text = str(content["text"]) if message else json.dumps(content, sort_keys=True, ensure_ascii=False)
    changed = erased or "edited" in frame
    kept = besides(frame, GONE if erased else BESIDES) if message else ""
    return Entry(
        seq=int(frame["seq"]),
        user=str(frame["from"]["user"]),
        id=str(frame["id"]),
        text="" if changed else text,
        at=int(frame["at"]),
        kind=f"reply to {frame['reply']}" if "reply" in frame else kind,
        changed=changed,
        besides=kept or (str(frame["text"]) if erased else ""),
        erased=erased,
    )


def besides(frame: Mapping[str, Any], names: Iterable[str] = BESIDES) -> str:
    """What a message comes with, of these sorts, as one text: in whichever order it was given."""
    given = {name: frame[name] for name in names if name in frame}
    if "mentions" in given:
        given["mentions"] = sorted(set(given["mentions"]))
    return json.dumps(given, sort_keys=True, ensure_ascii=False) if given else ""


def mentioned(entry: "Entry") -> set[str]:
    """Whom an entry mentions."""
    return set(json.loads(entry.besides).get("mentions", ())) if entry.besides and not entry.erased else set()


def target_of(entry: "Entry") -> int:
    """The seq of the message that an entry erases; 0 for any other."""
    return int(json.loads(entry.text)["target"]) if entry.kind == "erased" else 0


def file_of(entry: "Entry") -> str:
    """The name of the file that an entry came with; empty where it came with none."""
    given = json.loads(entry.besides) if entry.besides and not entry.erased else {}
    return str(given.get("file", {}).get("name", ""))


def is_entry(frame: Mapping[str, Any]) -> bool:
    """Whether a frame that arrived is an entry of a room's log, of whatever kind."""
    return frame.keys() >= COMMON


def is_direct(room: str) -> bool:
    """Whether that is a room of two users."""
    return room.startswith("direct-")


def user_of(client: str) -> str:
    """Whom a client of that name speaks for."""
    return f"guest:{client}"
