"""Entries and pages of a room's log as they go out: cut to what one frame can carry, honest about what is left out."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import frames
from models.message import Event, Message
from models.reading import Page

# A message with 8 KB of text still leaves room for others in a page.
REACTIONS_BYTES = 4 * 1024


@dataclass(frozen=True)
class Cut:
    """The entries of a page that fit, complete for after < seq <= through."""

    after: int
    through: int
    messages: list[dict[str, Any]]


def entry_frame(entry: Message | Event) -> dict[str, Any]:
    """An entry as everyone sees it."""
    if isinstance(entry, Message):
        return message_frame(entry)
    text = {"text": entry.text} if entry.what == "edited" else {}
    return {"type": entry.what, **_place(entry), **dict(entry.fields), **text, "at": int(entry.at)}


def message_frame(message: Message) -> dict[str, Any]:
    """A message as everyone sees it now."""
    numbers = {name: getattr(message, name) for name in ("reply", "thread", "replies", "edited", "erased")}
    frame = {"type": "message", **_place(message), "text": message.text, "at": int(message.at)}
    frame |= {name: int(number) for name, number in numbers.items() if number}
    if message.mentions:
        frame["mentions"] = sorted(message.mentions)
    if message.file:
        frame["file"] = {name: message.file[name] for name in ("name", "type", "size")}
    if message.reactions:
        frame["reactions"] = _reactions(message.reactions)
    return frame


def oldest_first(page: Page, budget: int) -> Cut:
    """As much as fits from the page's beginning: for who goes forward."""
    shown = [entry_frame(entry) for entry in page.messages]
    count = frames.fitting(shown, budget)
    through = page.through if count == len(shown) else shown[count]["seq"] - 1
    return Cut(page.after, through, shown[:count])


def newest_first(page: Page, budget: int) -> Cut:
    """As much as fits from the page's end: for who goes back."""
    shown = [entry_frame(entry) for entry in page.messages][::-1]
    count = frames.fitting(shown, budget)
    after = page.after if count == len(shown) else shown[count]["seq"]
    return Cut(after, page.through, shown[:count][::-1])


def _place(entry: Message | Event) -> dict[str, Any]:
    sender = {"user": entry.user, "name": entry.name}
    return {"room": entry.room, "seq": entry.seq, "id": entry.id, "from": sender}


def _reactions(stored: set[str]) -> list[dict[str, Any]]:
    """Each reaction with how many have it and who, as far as these fit: the most frequent first."""
    users: dict[str, list[str]] = defaultdict(list)
    for one in sorted(stored):
        reaction, _, user = one.partition(" ")
        users[reaction].append(user)
    shown = []
    budget = REACTIONS_BYTES
    for reaction, who in sorted(users.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        budget -= len(reaction.encode()) + 40
        if budget < 0:
            break
        fitting = frames.fitting([{"user": user} for user in who], budget)
        budget -= sum(len(frames.encode({"user": user})) for user in who[:fitting])
        shown.append({"reaction": reaction, "count": len(who), "users": who[:fitting]})
    return shown
