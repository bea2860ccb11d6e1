"""Saying something as the service: in a room, or in every open one."""

from time import monotonic
from typing import Any

from chat.admin.asked import Asked
from chat.entries import put
from errors import Forbidden, NotFound
from models.membership import listed
from models.post import Post
from models.room import OPEN_ROOMS

PAGE = 20
# What one room's delivery may take.
SLACK_SECONDS = 5.0


def announce(asked: Asked) -> dict[str, Any]:
    """Once in each room, however often the request with this id comes; `after` goes on behind a room."""
    if asked["room"]:
        return {"seqs": {asked["room"]: _say(asked, asked["room"])}, "after": None}
    page = listed(OPEN_ROOMS, asked["after"], PAGE)
    seqs: dict[str, int] = {}
    last = asked["after"]
    for item in page.items:
        if monotonic() > asked.deadline - SLACK_SECONDS:
            return {"seqs": seqs, "after": last}
        last = item["listed_as"]["S"]
        try:
            seqs[last] = _say(asked, last)
        except (Forbidden, NotFound):
            # Archived or gone since the list was read.
            continue
    return {"seqs": seqs, "after": page.next}


def _say(asked: Asked, room: str) -> int:
    return put(Post(room, asked.id, asked.caller.user, asked.caller.name, asked["text"]), asked.deadline).seq
