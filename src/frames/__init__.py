"""The wire, pure: what a client may send, what it is answered, and every limit. docs/protocol.md says it in prose."""

from frames.fields import LAST_SEQ, TEXT_BYTES, is_id, is_room
from frames.requests import (
    PAGE_DEFAULT,
    PAGE_LIMIT,
    ChangeRoom,
    CreateRoom,
    EditMessage,
    EraseMessage,
    FindRooms,
    History,
    JoinRoom,
    LeaveRoom,
    Link,
    MarkRead,
    Members,
    Moderate,
    Operate,
    Ping,
    React,
    Renew,
    Request,
    Rooms,
    Search,
    SendDirect,
    SendMessage,
    SignOut,
    Typing,
    Upload,
    asked,
    decode,
)
from frames.text import FRAME_BYTES, PAGE_BYTES, answer, encode, error, fitting, id_of, parse

__all__ = [
    "FRAME_BYTES", "LAST_SEQ", "PAGE_BYTES", "PAGE_DEFAULT", "PAGE_LIMIT", "TEXT_BYTES", "ChangeRoom", "CreateRoom",
    "EditMessage", "EraseMessage", "FindRooms", "History", "JoinRoom", "LeaveRoom", "Link", "MarkRead", "Members",
    "Moderate", "Operate", "Ping", "React", "Renew", "Request", "Rooms", "Search", "SendDirect", "SendMessage",
    "SignOut", "Typing", "Upload", "answer", "asked", "decode", "encode", "error", "fitting", "id_of", "is_id",
    "is_room", "parse",
]  # fmt: skip
