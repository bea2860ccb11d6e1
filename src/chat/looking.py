"""Looking around: one's own rooms with what is unread in them, open rooms to find, and a room's members."""

from typing import Any

import frames
from chat.answering import answer
from chat.knowing import about
from chat.pages import message_frame
from chat.readers import demand_reader
from identity import Caller
from models import membership as memberships
from models import room as rooms_
from models.heads import rooms as read_rooms
from models.membership import Listed, Membership
from models.room import OPEN_ROOMS, Room
from models.unread import unread

MINE = 25
FOUND = 50
LAST_CHARACTERS = 200


def mine(caller: Caller, request: frames.Rooms, deadline: float) -> None:
    """Answer a page of the rooms that the user has been in and not quit."""
    page = rooms_of(caller.user, request.after)
    answer(caller, {"type": "rooms", **page}, request.id, deadline)


def rooms_of(user: str, after: str | None) -> dict[str, Any]:
    """A page of a user's rooms: what each is, the user's standing, and what is unread."""
    known, next_ = memberships.of_user(user, after, MINE)
    there = read_rooms(membership.room for membership in known)
    shown = [
        _mine(membership, there[membership.room])
        for membership in known
        if membership.room in there and (membership.belongs or there[membership.room].access == "open")
    ]
    count = frames.fitting(shown, frames.PAGE_BYTES)
    return {"rooms": shown[:count], "next": shown[count - 1]["room"] if count < len(shown) else next_}


def find(caller: Caller, request: frames.FindRooms, deadline: float) -> None:
    """Answer a page of the open rooms whose names begin so."""
    page = memberships.listed(OPEN_ROOMS, request.after, FOUND, request.prefix)
    found = [
        {"room": item["listed_as"]["S"], "title": _text(item, "title"), "topic": _text(item, "topic")}
        for item in page.items
    ]
    _answer_page(caller, {"type": "foundRooms"}, "rooms", found, page, request.id, deadline)


def members(caller: Caller, request: frames.Members, deadline: float) -> None:
    """Answer a page of those who have a standing in the room, to who may read it."""
    demand_reader(caller, request.room)
    page = memberships.members(request.room, request.after, FOUND)
    shown = [_member(Membership.from_raw_data(item)) for item in page.items]
    _answer_page(caller, {"type": "members", "room": request.room}, "members", shown, page, request.id, deadline)


def _answer_page(
    caller: Caller,
    frame: dict[str, Any],
    name: str,
    shown: list[dict[str, Any]],
    page: Listed,
    request_id: str | None,
    deadline: float,
) -> None:
    count = frames.fitting(shown, frames.PAGE_BYTES)
    cut = page.items[count - 1]["listed_as"]["S"] if count < len(shown) else page.next
    answer(caller, {**frame, name: shown[:count], "next": cut}, request_id, deadline)


def _mine(membership: Membership, room: Room) -> dict[str, Any]:
    news = unread(membership.room, membership.user, int(membership.read))
    last = {"last": _cut(message_frame(news.last))} if news.last else {}
    return {
        "room": membership.room,
        **about(rooms_.about(room), membership),
        "role": membership.role,
        "head": int(room.head),
        "read": int(membership.read),
        "unread": news.count,
        "mentions": news.mentions,
        **last,
    }


def _member(membership: Membership) -> dict[str, Any]:
    untils = {"muted": membership.muted, "banned": membership.banned}
    standing = {what: until for what, until in untils.items() if until}
    return {"user": membership.user, "name": membership.name, "role": membership.role, **standing}


def _cut(message: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in message.items() if name != "reactions"}
    return kept | {"text": message["text"][:LAST_CHARACTERS]}


def _text(item: dict[str, Any], name: str) -> str:
    return str(item.get(name, {}).get("S", ""))
