"""What the world may know of a room: who comes, what is said and who goes, as events on Parley's bus."""

from collections.abc import Mapping, Sequence
from typing import Any

import outgoing
from chat.pages import message_frame
from models import table
from models.message import from_raw
from models.spread import room_of
from outgoing import Outgoing

__all__ = ["Outgoing", "happened", "report"]


def happened(change: Mapping[str, Any]) -> Outgoing | None:
    """The event of a change, as the table's stream hands it out; None where it is nobody's business."""
    images = change["dynamodb"]
    match change["eventName"]:
        case "INSERT" if _kind(images["NewImage"]) == "presence":
            return _moved("room.joined", images["NewImage"], images)
        case "INSERT":
            return _committed(images["NewImage"])
        case "REMOVE" if _kind(images["OldImage"]) == "presence":
            return _moved("room.left", images["OldImage"], images)
    return None


def report(events: Sequence[Outgoing], deadline: float) -> int:
    """Tell the bus, in order; answers how many from the first it has."""
    return outgoing.put(table.session(), events, deadline)


def _kind(item: Mapping[str, Any]) -> str:
    return str(item["kind"]["S"])


def _committed(item: Mapping[str, Any]) -> Outgoing | None:
    message = from_raw(dict(item))
    if message is None:
        return None
    detail = {name: value for name, value in message_frame(message).items() if name != "type"}
    return Outgoing("message.committed", detail, detail["at"])


def _moved(kind: str, presence: Mapping[str, Any], images: Mapping[str, Any]) -> Outgoing:
    """One of a user's connections came into a room or is in it no longer, however it went."""
    who = {"user": presence["user"]["S"], "name": presence["name"]["S"]}
    at = int(images["ApproximateCreationDateTime"] * 1000)
    return Outgoing(kind, {"room": room_of(presence["pk"]["S"]), **who, "at": at}, at)
