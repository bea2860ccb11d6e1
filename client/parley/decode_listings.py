"""From JSON to lists of rooms and members, pure."""

from .decode_entries import message
from .fields import Fields, each, flag, maybe, request_id, string, time, user, whole
from .frames import FoundRooms, Members, Rooms
from .listings import FoundRoom, Member, RoomInfo


def rooms(frame: Fields) -> Rooms:
    return Rooms(each(_room, frame["rooms"]), maybe(string, frame, "next"), request_id(frame))


def found_rooms(frame: Fields) -> FoundRooms:
    return FoundRooms(each(_found_room, frame["rooms"]), maybe(string, frame, "next"), request_id(frame))


def members(frame: Fields) -> Members:
    return Members(each(_member, frame["members"]), maybe(string, frame, "next"), request_id(frame))


def _room(frame: Fields) -> RoomInfo:
    return RoomInfo(
        room=string(frame["room"]),
        access=string(frame["access"]),
        title=maybe(string, frame, "title") or "",
        topic=maybe(string, frame, "topic") or "",
        archived=maybe(flag, frame, "archived") or False,
        role=string(frame["role"]),
        head=whole(frame["head"]),
        read=whole(frame["read"]),
        unread=whole(frame["unread"]),
        mentions=whole(frame["mentions"]),
        last=maybe(message, frame, "last"),
        peer=maybe(user, frame, "peer"),
    )


def _found_room(frame: Fields) -> FoundRoom:
    return FoundRoom(string(frame["room"]), maybe(string, frame, "title") or "", maybe(string, frame, "topic") or "")


def _member(frame: Fields) -> Member:
    return Member(user(frame), string(frame["role"]), maybe(time, frame, "muted"), maybe(time, frame, "banned"))
