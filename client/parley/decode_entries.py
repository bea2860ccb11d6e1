"""From JSON to the entries of a log, pure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .entries import Edited, Erased, File, MemberChanged, Message, Passed, Reacted, Reaction, RoomChanged
from .fields import Fields, each, flag, maybe, request_id, string, strings, time, user, whole
from .frames import Logged


def entry(frame: Fields) -> Logged:
    """The entry in a page's list; what has a type that is not known is passed over, and its seq is counted."""
    kind = string(frame["type"])
    if kind not in ENTRIES:
        return Passed(string(frame["room"]), whole(frame["seq"]))
    return ENTRIES[kind](frame)


def in_page(frame: Fields, through: int) -> Logged:
    """The same, as of the end of the page that it is in."""
    read = entry(frame)
    return replace(read, as_of=max(through, read.seq)) if isinstance(read, Message) else read


def message(frame: Fields) -> Message:
    seq = whole(frame["seq"])
    return Message(
        **_common(frame),
        text=string(frame["text"]),
        reply=maybe(whole, frame, "reply"),
        thread=maybe(whole, frame, "thread"),
        mentions=maybe(strings, frame, "mentions") or (),
        edited=maybe(whole, frame, "edited"),
        erased=maybe(whole, frame, "erased"),
        replies=maybe(whole, frame, "replies") or 0,
        reactions=maybe(_reactions, frame, "reactions") or (),
        file=maybe(_file, frame, "file"),
        as_of=seq,
    )


def _edited(frame: Fields) -> Edited:
    return Edited(**_common(frame), target=whole(frame["target"]), text=string(frame["text"]))


def _erased(frame: Fields) -> Erased:
    return Erased(**_common(frame), target=whole(frame["target"]))


def _reacted(frame: Fields) -> Reacted:
    target, reaction, on = whole(frame["target"]), string(frame["reaction"]), flag(frame["on"])
    return Reacted(**_common(frame), target=target, reaction=reaction, on=on)


def _member(frame: Fields) -> MemberChanged:
    return MemberChanged(
        **_common(frame),
        act=string(frame["act"]),
        user=user(frame),
        role=string(frame["role"]),
        muted=maybe(time, frame, "muted"),
        banned=maybe(time, frame, "banned"),
        reason=maybe(string, frame, "reason") or "",
    )


def _room(frame: Fields) -> RoomChanged:
    return RoomChanged(
        **_common(frame),
        access=string(frame["access"]),
        title=string(frame["title"]),
        topic=string(frame["topic"]),
        archived=flag(frame["archived"]),
        slow=maybe(whole, frame, "slow") or 0,
    )


def _common(frame: Fields) -> dict[str, Any]:
    return {
        "room": string(frame["room"]),
        "seq": whole(frame["seq"]),
        "id": request_id(frame),
        "sender": user(frame["from"]),
        "at": time(frame["at"]),
    }


def _reactions(value: object) -> tuple[Reaction, ...]:
    return each(lambda one: Reaction(string(one["reaction"]), whole(one["count"]), strings(one["users"])), value)


def _file(frame: Fields) -> File:
    return File(string(frame["name"]), string(frame["type"]), whole(frame["size"]))


ENTRIES: dict[str, Callable[[Fields], Logged]] = {
    "message": message,
    "edited": _edited,
    "erased": _erased,
    "reacted": _reacted,
    "member": _member,
    "room": _room,
}
