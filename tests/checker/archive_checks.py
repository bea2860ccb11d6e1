"""What is wrong with rooms that are archived."""

import json
from collections.abc import Iterator

from tests.checker.entry import Entry
from tests.checker.history import History
from tests.checker.standings import Room, Standings


def archived_changes(history: History) -> Iterator[str]:
    """In an archived room nothing is said, and nothing changes but what the room is (who may)."""
    for name, room in Standings(history).rooms.items():
        archived = False
        for entry in room.log:
            if entry.kind == "room":
                archived = archives(entry)
            elif archived:
                yield f"{name}: {entry} is in an archived room"


def ever_archived(room: Room) -> bool:
    """Whether there was a time in which the room was archived."""
    return any(map(archives, room.log))


def archives(entry: Entry) -> bool:
    """Whether an entry says that its room is archived."""
    return entry.kind == "room" and bool(json.loads(entry.text).get("archived"))
