"""Searching a room's log: a bounded look back, as far at a time as one request can afford."""

from typing import Any

import frames
from chat.answering import answer
from chat.pages import message_frame
from chat.readers import demand_reader, read_for
from identity import Caller
from models import reading
from models.message import Message

LOOKED_AT = 1_000
FOUND = 50


def search(caller: Caller, request: frames.Search, deadline: float) -> None:
    """Answer the messages that contain the text, to who may read the room."""
    hits = read_for(lambda: demand_reader(caller, request.room), lambda: found(request))
    answer(caller, {"type": "found", **hits}, request.id, deadline)


def found(request: frames.Search) -> dict[str, Any]:
    """The messages among a page of LOOKED_AT seqs that contain the text, whatever its case, newest first."""
    before = request.before or frames.LAST_SEQ
    page = reading.older(request.room, before, LOOKED_AT)
    sought = request.text.casefold()
    hits = [
        entry for entry in reversed(page.messages) if isinstance(entry, Message) and sought in entry.text.casefold()
    ]
    shown = [message_frame(message) for message in hits[:FOUND]]
    count = frames.fitting(shown, frames.PAGE_BYTES)
    whole = count == len(hits)
    after = page.after if whole else hits[count - 1].seq - 1
    return {
        "room": request.room,
        "messages": shown[:count],
        "after": after,
        "through": page.through,
        "more": after > 0 and not (whole and page.lost),
    }
