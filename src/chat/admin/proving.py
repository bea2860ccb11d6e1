"""A room's log on trial: no seq is missing, and what is written beside it agrees with it. Page by page."""

from collections.abc import Iterator, Mapping
from typing import Any

from chat.admin.asked import Asked
from models import ledger, postmark, reading
from models.clock import now_ms
from models.message import Event, Message, entry_from_raw
from models.post import Post
from models.postmark import Postmark
from models.room import Room

Row = dict[str, Any]
VERIFIED, SEALED = 500, 100
# An erased user's entries have no postmarks any more.
ERASED = "erased:"
# A postmark may have expired while we look.
SLACK_MS = 60_000


def verify(asked: Asked) -> dict[str, Any]:
    """What is wrong among the next entries; changes nothing."""
    state, room, after = Room.named(asked["room"]), asked["room"], asked["after"] or 0
    through = min(after + VERIFIED, int(state.head))
    rows, first = ledger.rows(room, after, through), ledger.first(room)
    missing = [seq for seq in range(after + 1, through + 1) if seq not in rows]
    entries = {seq: entry for seq, row in rows.items() if (entry := entry_from_raw(row))}
    expired = [seq for seq in missing if first is None or seq < first]
    return {
        "room": room,
        **_span(state, after, through),
        "entries": len(entries),
        "voids": len(rows) - len(entries),
        "expired": len(expired),
        "holes": missing[len(expired) :],
        "wrong": [*_unmarked(room, entries), *_misled(room, entries)],
    }


def seal(asked: Asked) -> dict[str, Any]:
    """Close the holes among the next entries for good. One that is seconds old stays open: its writer may yet come."""
    room, after = asked["room"], asked["after"] or 0
    there = set(ledger.rows(room, after, after + SEALED))
    page = reading.newer(room, after, SEALED)
    sealed = sorted(set(ledger.rows(room, after, page.through)) - there)
    young = page.through < min(after + SEALED, page.head)
    return {"room": room, **_span(Room.named(room), after, page.through), "sealed": sealed, "young": young}


def _span(state: Room, after: int, through: int) -> dict[str, Any]:
    head = int(state.head)
    return {"after": after, "through": through, "head": head, "more": through < head}


def _unmarked(room: str, entries: Mapping[int, Message | Event]) -> Iterator[dict[str, Any]]:
    """Entries of the last day whose postmark is missing, or is for another seq or another text."""
    since = now_ms() - postmark.KEPT * 1000 + SLACK_MS
    young = {seq: one for seq, one in entries.items() if one.at > since and not one.user.startswith(ERASED)}
    marks = ledger.postmarks(room, young.values())
    for seq, entry in sorted(young.items()):
        if why := _disagreement(entry, marks.get((entry.user, entry.id))):
            yield {"seq": seq, "why": why}


def _disagreement(entry: Message | Event, mark: Postmark | None) -> str:
    if mark is None:
        return "there is no postmark"
    if int(mark.seq) != entry.seq:
        return f"the postmark is for {int(mark.seq)}"
    if isinstance(entry, Message) and not (entry.edited or entry.erased) and mark.digest != _post(entry).digest:
        return "the text is not what the postmark is for"
    return ""


def _post(message: Message) -> Post:
    """What a message was before it was said."""
    reply = int(message.reply) if message.reply else None
    mentions = tuple(message.mentions or ())
    return Post(
        message.room, message.id, message.user, message.name, message.text, reply, mentions=mentions, file=message.file
    )


def _misled(room: str, entries: Mapping[int, Message | Event]) -> Iterator[dict[str, Any]]:
    """Messages that name as their edit or erasure an entry that is none of theirs; one that has gone may have been."""
    named = {
        (seq, what): int(getattr(one, what))
        for seq, one in entries.items()
        if isinstance(one, Message)
        for what in ("edited", "erased")
        if getattr(one, what) and int(getattr(one, what)) != seq
    }
    there = ledger.at(room, set(named.values()))
    for (seq, what), pointed in sorted(named.items()):
        entry = entry_from_raw(there.get(pointed, {}))
        if entry and not (isinstance(entry, Event) and (entry.what, entry.fields.get("target")) == (what, seq)):
            yield {"seq": seq, "why": f"{pointed} is no entry by which it was {what}"}
