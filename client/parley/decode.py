"""From the text of a WebSocket message to a frame, pure.

A frame of an unknown type, or one that lacks what the protocol promises, decodes to None: it is ignored, never fatal.
Unknown fields are ignored too, so that a newer server can speak to an older client.
"""

import json
from typing import Any

from .frames import Fault, Frame, Joined, Left, Message, Page, Pong, Presence, User

LATEST = 253_402_214_400_000  # the last day that a datetime can hold, in milliseconds


def decode(raw: str | bytes) -> Frame | None:
    """The frame in a WebSocket message, or None when it is none that the protocol knows."""
    try:
        frame = json.loads(raw)
        return _decode(frame)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _decode(frame: dict[str, Any]) -> Frame | None:
    match frame.get("type"):
        case "message":
            return _message(frame)
        case "joined":
            return _joined(frame)
        case "history":
            return _page(frame)
        case "left":
            return Left(_str(frame["room"]), _id(frame))
        case "pong":
            return Pong({_str(room): _seq(head) for room, head in frame["heads"].items()}, _id(frame))
        case "presence":
            return Presence(_str(frame["room"]), _user(frame), _bool(frame["here"]))
        case "error":
            return Fault(_str(frame["code"]), _bool(frame["retry"]), str(frame.get("message", "")), _id(frame))
        case None:
            # {"message": "Internal server error", "connectionId": …}: API Gateway itself, which knows no ids.
            return Fault("internal", True, _str(frame["message"]))
    return None


def _message(frame: dict[str, Any]) -> Message:
    room, seq, text = _str(frame["room"]), _seq(frame["seq"]), _str(frame["text"])
    return Message(room, seq, _id(frame), _user(frame["from"]), text, min(_seq(frame["at"]), LATEST))


def _page(frame: dict[str, Any]) -> Page:
    after, through = _seq(frame["after"]), _seq(frame["through"])
    messages = tuple(_message(message) for message in frame["messages"])
    return Page(_str(frame["room"]), after, through, messages, _bool(frame["more"]), _id(frame))


def _joined(frame: dict[str, Any]) -> Joined:
    return Joined(
        page=_page(frame),
        epoch=_str(frame["epoch"]),
        head=_seq(frame["head"]),
        recovered=_bool(frame["recovered"]),
        roster=tuple(_user(user) for user in frame["roster"]),
        here=_seq(frame["here"]),
        id=_id(frame),
    )


def _user(frame: dict[str, Any]) -> User:
    return User(_str(frame["user"]), _str(frame["name"]))


def _id(frame: dict[str, Any]) -> str | None:
    return None if frame.get("id") is None else _str(frame["id"])


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _seq(value: object) -> int:
    """A whole number from 0 up; JSON's true is no number, though Python takes it for one."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value
