"""Pages of a room's log as they go out: cut to what one frame can carry, and honest about what they leave out."""

from dataclasses import dataclass
from typing import Any

import frames
from models.message import Message
from models.reading import Page


@dataclass(frozen=True)
class Cut:
    """The messages of a page that fit, complete for after < seq <= through."""

    after: int
    through: int
    messages: list[dict[str, Any]]


def message_frame(message: Message) -> dict[str, Any]:
    """A message as everyone sees it."""
    return {
        "type": "message",
        "room": message.room,
        "seq": message.seq,
        "id": message.id,
        "from": {"user": message.user, "name": message.name},
        "text": message.text,
        "at": int(message.at),
    }


def oldest_first(page: Page, budget: int) -> Cut:
    """As much as fits from the page's beginning: for who goes forward."""
    shown = [message_frame(message) for message in page.messages]
    count = frames.fitting(shown, budget)
    through = page.through if count == len(shown) else shown[count]["seq"] - 1
    return Cut(page.after, through, shown[:count])


def newest_first(page: Page, budget: int) -> Cut:
    """As much as fits from the page's end: for who goes back."""
    shown = [message_frame(message) for message in page.messages][::-1]
    count = frames.fitting(shown, budget)
    after = page.after if count == len(shown) else shown[count]["seq"]
    return Cut(after, page.through, shown[:count][::-1])
