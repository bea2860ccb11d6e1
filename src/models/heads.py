"""The heads of many rooms in one read."""

from collections.abc import Iterable, Mapping
from typing import Any

from models import spread
from models.batch_read import read
from models.clock import in_seconds
from models.connection import sort_key
from models.room import SK, Room, key


def heads(shards: Mapping[str, int], connection: str) -> dict[str, int]:
    """The newest seq of each of up to 50 rooms that a connection is in, by its shards; Busy when some stay unread.

    A room in which its presence is gone is left out: a post found the connection gone, and nothing reaches it there.
    """
    places = {(spread.key(room, shard), sort_key(connection)): room for room, shard in shards.items()}
    rooms = {(key(room), SK): room for room in shards}
    items = read([*places, *rooms], consistent=True, projection="pk, sk, head, expires_at")
    found = {(item["pk"]["S"], item["sk"]["S"]): item for item in items if not _expired(item)}
    here = {places[place] for place in places.keys() & found.keys()}
    return {room: int(found[of]["head"]["N"]) for of, room in rooms.items() if room in here and of in found}


def rooms(names: Iterable[str]) -> dict[str, Room]:
    """Each of up to 100 rooms as it is now; those that do not exist are left out, Busy when some stay unread."""
    found = (Room.from_raw_data(item) for item in read(((key(name), SK) for name in names), consistent=True))
    return {room.name: room for room in found}


def _expired(item: dict[str, Any]) -> bool:
    return "expires_at" in item and int(item["expires_at"]["N"]) <= in_seconds(0)
