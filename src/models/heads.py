"""The heads of many rooms in one read."""

from collections.abc import Iterable

from models.batch_read import read
from models.room import SK, Room, key, name_of


def heads(rooms: Iterable[str]) -> dict[str, int]:
    """The newest seq of each of up to 100 rooms; rooms that do not exist are left out, Busy when some stay unread."""
    items = read(((key(room), SK) for room in rooms), consistent=True, projection="pk, head")
    return {name_of(item["pk"]["S"]): int(item["head"]["N"]) for item in items}


def rooms(names: Iterable[str]) -> dict[str, Room]:
    """Each of up to 100 rooms as it is now; those that do not exist are left out, Busy when some stay unread."""
    found = (Room.from_raw_data(item) for item in read(((key(name), SK) for name in names), consistent=True))
    return {room.name: room for room in found}
