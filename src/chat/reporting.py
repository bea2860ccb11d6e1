"""What the world may know of a room: who comes and goes, what is said, what changes, and who should be told of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import outgoing
from chat.noticing import concerned, message_notice
from chat.pages import entry_frame
from models import table
from models.connection import of_user
from models.message import Message, entry_from_raw
from models.spread import room_of
from outgoing import Outgoing

__all__ = ["Outgoing", "happened", "report"]


# What the bus calls the entries of a room's log.
KINDS = {
    "message": "message.committed",
    "edited": "message.edited",
    "erased": "message.erased",
    "reacted": "message.reacted",
    "member": "member.changed",
    "room": "room.changed",
}


def happened(change: Mapping[str, Any]) -> list[Outgoing] | None:
    """The events of a change, as the table's stream hands it out; None where it is nobody's business."""
    images = change["dynamodb"]
    match change["eventName"]:
        case "INSERT" if _kind(images["NewImage"]) == "presence":
            return [_moved("room.joined", images["NewImage"], images)]
        case "INSERT":
            return _committed(images["NewImage"])
        case "REMOVE" if _kind(images["OldImage"]) == "presence":
            return [_moved("room.left", images["OldImage"], images)]
    return None


def report(changes: Sequence[list[Outgoing]], deadline: float) -> int:
    """Tell the bus, in order; answers of how many changes from the first it has all."""
    left = outgoing.put(table.session(), list(chain.from_iterable(changes)), deadline)
    for done, events in enumerate(changes):
        if len(events) > left:
            return done
        left -= len(events)
    return len(changes)


def _kind(item: Mapping[str, Any]) -> str:
    return str(item["kind"]["S"])


def _committed(item: Mapping[str, Any]) -> list[Outgoing] | None:
    entry = entry_from_raw(dict(item))
    frame = entry_frame(entry) if entry else {}
    if entry is None or frame["type"] not in KINDS:
        return None
    # The text of an edit is the message's, and it may be another by now.
    left_out = {"type", "text"} if frame["type"] == "edited" else {"type"}
    detail = {name: value for name, value in frame.items() if name not in left_out}
    committed = Outgoing(KINDS[frame["type"]], detail, int(entry.at))
    return [committed, *_wanted(entry)] if isinstance(entry, Message) else [committed]


def _wanted(message: Message) -> Iterator[Outgoing]:
    """A notification for each whom the message concerns and who has no connection at all: push it, mail it, ring."""
    reason, users = concerned(message)
    for user in sorted(users):
        if not of_user(user):
            notified = {**message_notice(message, reason), "user": user}
            detail = {name: value for name, value in notified.items() if name != "type"}
            yield Outgoing("notification.wanted", detail, detail["at"])


def _moved(kind: str, presence: Mapping[str, Any], images: Mapping[str, Any]) -> Outgoing:
    """One of a user's connections came into a room or is in it no longer, however it went."""
    who = {"user": presence["user"]["S"], "name": presence["name"]["S"]}
    at = int(images["ApproximateCreationDateTime"] * 1000)
    return Outgoing(kind, {"room": room_of(presence["pk"]["S"]), **who, "at": at}, at)
