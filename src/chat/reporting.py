"""What the world may know of a room: a commit as an event on Parley's bus."""

from collections.abc import Mapping, Sequence
from typing import Any

import outgoing
from chat.pages import message_frame
from models import table
from models.message import from_raw
from outgoing import Outgoing

__all__ = ["Outgoing", "committed", "report"]


def committed(item: Mapping[str, Any]) -> Outgoing | None:
    """The event of an item that has come to be, as the table's stream hands it out; None where it is no message."""
    message = from_raw(dict(item))
    if message is None:
        return None
    detail = {name: value for name, value in message_frame(message).items() if name != "type"}
    return Outgoing("message.committed", detail, detail["at"])


def report(events: Sequence[Outgoing], deadline: float) -> int:
    """Tell the bus, in order; answers how many from the first it has."""
    return outgoing.put(table.session(), events, deadline)
