"""From the text of a WebSocket message to a frame, pure.

A frame that lacks what the protocol promises decodes to None: it is ignored, never fatal. So is one of an unknown type,
unless it is an entry of a log: then its seq is counted. Unknown fields are ignored too, so that a newer server can
speak to an older client.
"""

import json
from collections.abc import Callable

from .about import About, You
from .decode_entries import ENTRIES, entry, in_page, message
from .decode_listings import found_rooms, members, rooms
from .fields import Fields, each, flag, maybe, request_id, string, time, user, whole
from .frames import Farewell, Fault, Frame, Joined, Left, Link, Notice, Pong, Presence, Read, Renewed, Typing, Upload
from .pages import Found, Page

ONLY_ENTRIES_HAVE = {"room", "seq", "id", "from", "at"}


def decode(raw: str | bytes) -> Frame | None:
    """The frame in a WebSocket message, or None when it is none that the protocol knows."""
    try:
        frame = json.loads(raw)
        return _decode(frame)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _decode(frame: Fields) -> Frame | None:
    kind = frame.get("type")
    if kind is None:
        # {"message": "Internal server error", "connectionId": …}: API Gateway itself, which knows no ids.
        return Fault("internal", True, string(frame["message"]))
    if string(kind) in FRAMES:
        return FRAMES[kind](frame)
    return entry(frame) if kind in ENTRIES or frame.keys() >= ONLY_ENTRIES_HAVE else None


def _page(frame: Fields) -> Page:
    after, through = whole(frame["after"]), whole(frame["through"])
    log = each(lambda one: in_page(one, through), frame["messages"])
    return Page(string(frame["room"]), after, through, log, flag(frame["more"]), request_id(frame))


def _found(frame: Fields) -> Found:
    messages, more = each(message, frame["messages"]), flag(frame["more"])
    return Found(
        string(frame["room"]), messages, whole(frame["after"]), whole(frame["through"]), more, request_id(frame)
    )


def _joined(frame: Fields) -> Joined:
    return Joined(
        page=_page(frame),
        epoch=string(frame["epoch"]),
        head=whole(frame["head"]),
        recovered=flag(frame["recovered"]),
        roster=each(user, frame["roster"]),
        here=whole(frame["here"]),
        you=maybe(_you, frame, "you"),
        about=maybe(_about, frame, "about") or About(),
        read=maybe(whole, frame, "read") or 0,
        id=request_id(frame),
    )


def _you(frame: Fields) -> You:
    role, muted = maybe(string, frame, "role") or "visitor", maybe(time, frame, "muted")
    return You(string(frame["user"]), string(frame["name"]), role, muted)


def _about(frame: Fields) -> About:
    title, topic = string(frame["title"]), string(frame["topic"])
    archived, slow = flag(frame["archived"]), maybe(whole, frame, "slow") or 0
    return About(string(frame["access"]), title, topic, archived, maybe(user, frame, "peer"), slow)


def _left(frame: Fields) -> Left:
    act, reason = maybe(string, frame, "act"), maybe(string, frame, "reason") or ""
    return Left(string(frame["room"]), act, reason, request_id(frame))


def _pong(frame: Fields) -> Pong:
    return Pong({string(room): whole(head) for room, head in frame["heads"].items()}, request_id(frame))


def _notice(frame: Fields) -> Notice:
    room, seq, reason = string(frame["room"]), whole(frame["seq"]), string(frame["reason"])
    return Notice(room, seq, reason, user(frame["from"]), string(frame["text"]), time(frame["at"]))


def _upload(frame: Fields) -> Upload:
    fields = {string(name): string(value) for name, value in frame["fields"].items()}
    return Upload(string(frame["url"]), fields, request_id(frame))


def _farewell(frame: Fields) -> Farewell:
    reason, text = string(frame["reason"]), maybe(string, frame, "text") or ""
    return Farewell(reason, maybe(whole, frame, "until"), text, request_id(frame))


FRAMES: dict[str, Callable[[Fields], Frame]] = {
    "joined": _joined,
    "history": _page,
    "found": _found,
    "left": _left,
    "pong": _pong,
    "presence": lambda frame: Presence(string(frame["room"]), user(frame), flag(frame["here"])),
    "typing": lambda frame: Typing(string(frame["room"]), user(frame)),
    "read": lambda frame: Read(string(frame["room"]), whole(frame["seq"]), request_id(frame)),
    "notice": _notice,
    "rooms": rooms,
    "foundRooms": found_rooms,
    "members": members,
    "upload": _upload,
    "renewed": lambda frame: Renewed(whole(frame["until"]), request_id(frame)),
    "signedOut": _farewell,
    "link": lambda frame: Link(string(frame["url"]), request_id(frame)),
    "error": lambda frame: Fault(
        string(frame["code"]), flag(frame["retry"]), str(frame.get("message", "")), request_id(frame)
    ),
}
