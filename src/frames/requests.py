"""What a client can ask for: each action's fields, and what they are decoded into."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from errors import BadFrame, UnknownAction
from frames import fields

PAGE_LIMIT = 100
PAGE_DEFAULT = 50
ACCESS = ("open", "members")
ACTS = ("invite", "promote", "demote", "mute", "unmute", "kick", "ban", "unban")
OPERATIONS = ("signOut", "ban", "unban")
# Six hours.
SLOWEST = 21_600
# A year.
MINUTES = 525_600
# A file's own rules (its name, its type, its size) are those of chat/uploads.py.
FILE_BYTES = 10**12


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
    quit: bool = False


@dataclass(frozen=True)
class SendMessage:
    room: str
    id: str
    text: str
    reply: int | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SendDirect:
    to: str
    id: str
    text: str


@dataclass(frozen=True)
class EditMessage:
    room: str
    id: str
    seq: int
    text: str


@dataclass(frozen=True)
class EraseMessage:
    room: str
    id: str
    seq: int


@dataclass(frozen=True)
class React:
    room: str
    id: str
    seq: int
    reaction: str
    on: bool


@dataclass(frozen=True)
class History:
    room: str
    before: int | None = None
    after: int | None = None
    thread: int | None = None
    limit: int = PAGE_DEFAULT
    id: str | None = None


@dataclass(frozen=True)
class Search:
    room: str
    text: str
    before: int | None = None
    id: str | None = None


@dataclass(frozen=True)
class CreateRoom:
    room: str
    id: str
    access: str = "open"
    title: str = ""
    topic: str = ""


@dataclass(frozen=True)
class ChangeRoom:
    """What is None stays as it is."""

    room: str
    id: str
    access: str | None = None
    title: str | None = None
    topic: str | None = None
    archived: bool | None = None
    slow: int | None = None


@dataclass(frozen=True)
class Moderate:
    room: str
    id: str
    user: str
    act: str
    minutes: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Rooms:
    after: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class FindRooms:
    prefix: str = ""
    after: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class Members:
    room: str
    after: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class MarkRead:
    room: str
    seq: int
    id: str | None = None


@dataclass(frozen=True)
class Typing:
    room: str
    id: str | None = None


@dataclass(frozen=True)
class Upload:
    room: str
    name: str
    type: str
    size: int
    text: str = ""
    id: str | None = None


@dataclass(frozen=True)
class Link:
    room: str
    seq: int
    id: str | None = None


@dataclass(frozen=True)
class Renew:
    token: str = field(repr=False)
    id: str | None = None


@dataclass(frozen=True)
class SignOut:
    id: str | None = None


@dataclass(frozen=True)
class Operate:
    user: str
    act: str
    minutes: int | None = None
    reason: str = ""
    id: str | None = None


@dataclass(frozen=True)
class Ping:
    id: str | None = None


Request = (
    JoinRoom | LeaveRoom | SendMessage | SendDirect | EditMessage | EraseMessage | React | History | Search
    | CreateRoom | ChangeRoom | Moderate | Rooms | FindRooms | Members | MarkRead | Typing | Upload | Link
    | Renew | SignOut | Operate | Ping
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """An action: what it is decoded into, its fields with their checks, and those that it needs."""

    kind: Callable[..., Request]
    fields: dict[str, fields.Check]
    needs: tuple[str, ...]


def decode(route: str, frame: dict[str, Any]) -> Request:
    """The request in a frame that came by this route: BadFrame, TooLarge or UnknownAction, never another error."""
    action = frame.get("action")
    if not isinstance(action, str):
        raise BadFrame("a frame names its action")
    if action not in SHAPES:
        raise UnknownAction("there is no such action")
    if action != route:
        raise BadFrame("the action is not the one that the frame was routed by")
    shape = SHAPES[action]
    given = {name: value for name, value in frame.items() if name != "action"}
    if not given.keys() <= shape.fields.keys():
        raise BadFrame(f"{action} takes no other fields than {', '.join(shape.fields)}")
    for name in shape.needs:
        if name not in given:
            raise BadFrame(f"{action} needs {name}")
    request = shape.kind(**{name: shape.fields[name](value) for name, value in given.items()})
    _check_together(request)
    return request


def asked(request: Request) -> dict[str, Any]:
    """What a request asks for, under whichever id: the same request again asks for the same."""
    return {name: value for name, value in vars(request).items() if name != "id"}


def _check_together(request: Request) -> None:
    if isinstance(request, JoinRoom) and (request.after is None) != (request.epoch is None):
        raise BadFrame("after and epoch go together")
    if isinstance(request, History) and request.before is not None and (request.after, request.thread) != (None, None):
        raise BadFrame("before excludes after and thread")
    if isinstance(request, Moderate) and request.minutes is not None and request.act not in ("mute", "ban"):
        raise BadFrame("minutes are for mute and ban")
    if isinstance(request, Operate) and request.act != "ban" and (request.minutes, request.reason) != (None, ""):
        raise BadFrame("minutes and reason are for ban")
    if isinstance(request, ChangeRoom) and _changes_nothing(request):
        raise BadFrame("changeRoom changes something: access, title, topic, archived or slow")


def _changes_nothing(request: ChangeRoom) -> bool:
    return all(value is None for name, value in asked(request).items() if name != "room")


_id, _room, _seq = fields.id_, fields.room, fields.seq("seq")
_about: dict[str, fields.Check] = {
    "access": fields.one_of("access", ACCESS),
    "title": fields.line("title", 80),
    "topic": fields.line("topic", 300),
}
_paged: dict[str, fields.Check] = {
    "room": _room,
    "before": fields.seq("before"),
    "after": fields.seq("after", 0),
    "thread": fields.seq("thread"),
    "limit": fields.whole("limit", 1, PAGE_LIMIT),
    "id": _id,
}

SHAPES: dict[str, Shape] = {
    "joinRoom": Shape(
        JoinRoom, {"room": _room, "after": fields.seq("after", 0), "epoch": fields.epoch, "id": _id}, ("room",)
    ),
    "leaveRoom": Shape(LeaveRoom, {"room": _room, "quit": fields.flag("quit"), "id": _id}, ("room",)),
    "sendMessage": Shape(
        SendMessage,
        {"room": _room, "id": _id, "text": fields.text, "reply": fields.seq("reply"), "mentions": fields.mentions},
        ("room", "id", "text"),
    ),
    "sendDirect": Shape(SendDirect, {"to": fields.user, "id": _id, "text": fields.text}, ("to", "id", "text")),
    "editMessage": Shape(
        EditMessage, {"room": _room, "id": _id, "seq": _seq, "text": fields.text}, ("room", "id", "seq", "text")
    ),
    "eraseMessage": Shape(EraseMessage, {"room": _room, "id": _id, "seq": _seq}, ("room", "id", "seq")),
    "react": Shape(
        React,
        {"room": _room, "id": _id, "seq": _seq, "reaction": fields.reaction, "on": fields.flag("on")},
        ("room", "id", "seq", "reaction", "on"),
    ),
    "history": Shape(History, _paged, ("room",)),
    "search": Shape(
        Search,
        {"room": _room, "text": fields.line("text", 100, 1), "before": fields.seq("before"), "id": _id},
        ("room", "text"),
    ),
    "createRoom": Shape(CreateRoom, {"room": _room, "id": _id, **_about}, ("room", "id")),
    "changeRoom": Shape(
        ChangeRoom,
        {
            "room": _room,
            "id": _id,
            **_about,
            "archived": fields.flag("archived"),
            "slow": fields.whole("slow", 0, SLOWEST),
        },
        ("room", "id"),
    ),
    "moderate": Shape(
        Moderate,
        {
            "room": _room,
            "id": _id,
            "user": fields.user,
            "act": fields.one_of("act", ACTS),
            "minutes": fields.whole("minutes", 1, MINUTES),
            "reason": fields.line("reason", 200),
        },
        ("room", "id", "user", "act"),
    ),
    "rooms": Shape(Rooms, {"after": _room, "id": _id}, ()),
    "findRooms": Shape(FindRooms, {"prefix": fields.room_or_nothing, "after": _room, "id": _id}, ()),
    "members": Shape(Members, {"room": _room, "after": fields.user, "id": _id}, ("room",)),
    "markRead": Shape(MarkRead, {"room": _room, "seq": _seq, "id": _id}, ("room", "seq")),
    "typing": Shape(Typing, {"room": _room, "id": _id}, ("room",)),
    "upload": Shape(
        Upload,
        {
            "room": _room,
            "name": fields.line("name", 200, 1),
            "type": fields.line("type", 100, 1),
            "size": fields.whole("size", 1, FILE_BYTES),
            "text": fields.text,
            "id": _id,
        },
        ("room", "name", "type", "size"),
    ),
    "link": Shape(Link, {"room": _room, "seq": _seq, "id": _id}, ("room", "seq")),
    "renew": Shape(Renew, {"token": fields.token, "id": _id}, ("token",)),
    "signOut": Shape(SignOut, {"id": _id}, ()),
    "operate": Shape(
        Operate,
        {
            "user": fields.user,
            "act": fields.one_of("act", OPERATIONS),
            "minutes": fields.whole("minutes", 1, MINUTES),
            "reason": fields.line("reason", 200),
            "id": _id,
        },
        ("user", "act"),
    ),
    "ping": Shape(Ping, {"id": _id}, ()),
}
