"""Which frame answers which request, pure."""

from .entries import Edited, Entry, Erased, MemberChanged, Message, Reacted, RoomChanged
from .frames import Farewell, FoundRooms, Frame, Joined, Left, Link, Members, Pong, Read, Renewed, Rooms, Upload
from .pages import Found, Page
from .requests import Request

ANSWERS: dict[str, type[Frame]] = {
    "joinRoom": Joined,
    "leaveRoom": Left,
    "sendMessage": Message,
    "sendDirect": Message,
    "editMessage": Edited,
    "eraseMessage": Erased,
    "react": Reacted,
    "history": Page,
    "search": Found,
    "createRoom": RoomChanged,
    "changeRoom": RoomChanged,
    "moderate": MemberChanged,
    "rooms": Rooms,
    "findRooms": FoundRooms,
    "members": Members,
    "markRead": Read,
    "upload": Upload,
    "link": Link,
    "ping": Pong,
    "renew": Renewed,
    "signOut": Farewell,
}


def is_answer(frame: Frame, request: Request, me: str | None) -> bool:
    """Whether a frame with the request's id answers it: of an entry, another user may have chosen the same id."""
    if not isinstance(frame, ANSWERS[request["action"]]):
        return False
    if not isinstance(frame, Entry):
        return True
    if frame.room != request.get("room", frame.room) or frame.sender.user != (me or frame.sender.user):
        return False
    if isinstance(frame, Message) and frame.edited is None and frame.erased is None:
        return bool(frame.text == request["text"])
    return True
