"""The wire, pure: what a client may send, what it is answered, and every limit. docs/protocol.md says it in prose."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from errors import BadFrame, ParleyError, TooLarge, UnknownAction

# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
FRAME_BYTES = 32 * 1024
PAGE_BYTES = 28 * 1024
TEXT_BYTES = 8 * 1024
LAST_SEQ = 10**12 - 1
PAGE_LIMIT = 100
PAGE_DEFAULT = 50

_ROOM = re.compile(r"[a-z0-9-]{1,64}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_EPOCH = re.compile(r"[A-Za-z0-9]{1,32}")


@dataclass(frozen=True)
class JoinRoom:
    room: str
    after: int | None = None
    epoch: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class LeaveRoom:
    room: str
    id: str | None = None


@dataclass(frozen=True)
class SendMessage:
    room: str
    id: str
    text: str


@dataclass(frozen=True)
class History:
    room: str
    before: int | None = None
    after: int | None = None
    limit: int = PAGE_DEFAULT
    id: str | None = None


@dataclass(frozen=True)
class Ping:
    id: str | None = None


Request = JoinRoom | LeaveRoom | SendMessage | History | Ping


def is_room(value: str) -> bool:
    """Whether a room can have this name."""
    return _ROOM.fullmatch(value) is not None


def is_id(value: str) -> bool:
    """Whether a request, and so a message, can have this id."""
    return _ID.fullmatch(value) is not None


def parse(body: object, is_base64: bool = False) -> dict[str, Any]:
    """The JSON object in a frame's body, or BadFrame: nothing that Python's json takes beyond JSON gets through."""
    if is_base64 or not isinstance(body, str):
        raise BadFrame("a frame is text")
    try:
        frame = json.loads(
            body, parse_constant=_refuse_number, parse_float=_refuse_number, object_pairs_hook=_without_doubles
        )
        # A lone surrogate is JSON, but neither UTF-8 nor storable.
        body.encode()
        json.dumps(frame, ensure_ascii=False).encode()
    except BadFrame:
        raise
    except (ValueError, RecursionError):
        raise BadFrame("a frame is one JSON object in UTF-8") from None
    if not isinstance(frame, dict):
        raise BadFrame("a frame is one JSON object in UTF-8")
    return frame


def id_of(frame: dict[str, Any]) -> str | None:
    """The request's id where it has a right one, so that even a refusal can carry it."""
    value = frame.get("id")
    return value if isinstance(value, str) and is_id(value) else None


def decode(route: str, frame: dict[str, Any]) -> Request:
    """The request in a frame that came by this route: BadFrame, TooLarge or UnknownAction, never another error."""
    action = frame.get("action")
    if not isinstance(action, str):
        raise BadFrame("a frame names its action")
    if action not in _SHAPES:
        raise UnknownAction("there is no such action")
    if action != route:
        raise BadFrame("the action is not the one that the frame was routed by")
    request, fields, required = _SHAPES[action]
    given = {name: value for name, value in frame.items() if name != "action"}
    if not given.keys() <= fields.keys():
        raise BadFrame(f"{action} takes no other fields than {', '.join(fields)}")
    for name in required:
        if name not in given:
            raise BadFrame(f"{action} needs {name}")
    decoded: Request = request(**{name: fields[name](value) for name, value in given.items()})
    _check_together(decoded)
    return decoded


def encode(frame: dict[str, Any]) -> bytes:
    """The bytes of a frame on its way out: UTF-8, unescaped, within API Gateway's frame size."""
    payload = json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()
    if len(payload) > FRAME_BYTES:
        raise AssertionError(f"an outgoing frame of {len(payload)} bytes: pages are cut before they get this far")
    return payload


def error(failure: ParleyError) -> dict[str, Any]:
    """The frame that tells a client what went wrong. What went wrong inside stays inside."""
    message = "something went wrong here, try again" if failure.code == "internal" else str(failure)
    return {"type": "error", "code": failure.code, "retry": failure.retry, "message": message}


def answer(frame: dict[str, Any], request_id: str | None) -> dict[str, Any]:
    """A frame that carries the id of the request that it answers, if that had one."""
    return frame | {"id": request_id} if request_id else frame


def fitting(items: list[dict[str, Any]], budget: int) -> int:
    """How many of these, from the first, fit into so many bytes."""
    used = 0
    for count, item in enumerate(items):
        used += len(encode(item)) + 1
        if used > budget:
            return count
    return len(items)


def _room(value: object) -> str:
    if not isinstance(value, str) or not is_room(value):
        raise BadFrame("room is 1 to 64 of a-z, 0-9 and -")
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or not is_id(value):
        raise BadFrame("id is 1 to 64 of A-Z, a-z, 0-9, _ and -")
    return value


def _epoch(value: object) -> str:
    if not isinstance(value, str) or not _EPOCH.fullmatch(value):
        raise BadFrame("epoch is the one that joined gave")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadFrame("text is a string")
    if len(value.encode()) > TEXT_BYTES:
        raise TooLarge("text is 8,192 bytes of UTF-8 at most")
    if not value.strip():
        raise BadFrame("text is more than white space")
    if any(unicodedata.category(character) == "Cc" and character not in "\n\t" for character in value):
        raise BadFrame("text has no control characters but newline and tab")
    return value


def _whole(name: str, lowest: int, highest: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        # True is an int to Python, and no number to JSON.
        if type(value) is not int or not lowest <= value <= highest:
            raise BadFrame(f"{name} is a whole number from {lowest} to {highest}")
        return value

    return check


def _check_together(request: Request) -> None:
    if isinstance(request, JoinRoom) and (request.after is None) != (request.epoch is None):
        raise BadFrame("after and epoch go together")
    if isinstance(request, History) and request.before is not None and request.after is not None:
        raise BadFrame("before and after exclude each other")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Python keeps the last of two equal keys; API Gateway may have routed on the first."""
    frame = dict(pairs)
    if len(frame) < len(pairs):
        raise BadFrame("a frame has each key once")
    return frame


def _refuse_number(literal: str) -> NoReturn:
    raise BadFrame("numbers are whole")


_SHAPES: dict[str, tuple[Callable[..., Request], dict[str, Callable[[object], Any]], tuple[str, ...]]] = {
    "joinRoom": (
        JoinRoom,
        {"room": _room, "after": _whole("after", 0, LAST_SEQ), "epoch": _epoch, "id": _id},
        ("room",),
    ),
    "leaveRoom": (LeaveRoom, {"room": _room, "id": _id}, ("room",)),
    "sendMessage": (SendMessage, {"room": _room, "id": _id, "text": _text}, ("room", "id", "text")),
    "history": (
        History,
        {
            "room": _room,
            "before": _whole("before", 1, LAST_SEQ),
            "after": _whole("after", 0, LAST_SEQ),
            "limit": _whole("limit", 1, PAGE_LIMIT),
            "id": _id,
        },
        ("room",),
    ),
    "ping": (Ping, {"id": _id}, ()),
}
