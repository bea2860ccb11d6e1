"""What is wrong with the files that people share."""

from collections.abc import Iterator

from tests.checker.archive_checks import ever_archived
from tests.checker.calm import Calm
from tests.checker.entry import file_of, target_of, user_of
from tests.checker.history import History
from tests.checker.standings import Standings

Place = tuple[str, int]


def file_untold(history: History) -> Iterator[str]:
    """What the bucket took is told of in the room, unless who shared it, or nobody, may speak there (promise 1)."""
    standings, end = Standings(history), len(history.records)
    told = {(record.room, entry.user, file_of(entry)) for record, entry in history.observed()}
    for number, record in enumerate(history.records):
        if record.op != "taken" or record.room not in standings.rooms:
            continue
        who, room = user_of(record.client), standings.rooms[record.room]
        kicked = any(act == "kick" for _, act in room.acts.get(who, []))
        silent = kicked or ever_archived(room) or standings.silenced(record.room, who, number, end)
        if not silent and (record.room, who, record.id) not in told:
            yield f"{record.room}: nobody was told of {record.id} of {record.client}"


def file_differs(history: History) -> Iterator[str]:
    """A file is what was shared, byte for byte, for who may read it; until somebody erases its message."""
    erasing: set[Place] = set()
    for record in history.records:
        place = (record.room, record.seq)
        if record.op == "sent" and record.seq:
            erasing.add(place)
        if record.op == "fetched" and (record.kind == "other" or (record.kind == "gone" and place not in erasing)):
            yield f"{record.room}: {record.client} found {record.id} at {record.seq} to be {record.kind}"
        if record.op == "linked" and record.kind == "not_found" and place not in erasing:
            yield f"{record.room}: {record.client} was told that there is no file at {record.seq}"


def file_lingers(history: History) -> Iterator[str]:
    """Once a message is erased there is no link to its file, and nothing behind those that there were."""
    read_at, erased = Calm(history).read_at, _erased(history)
    asked = {record.id: number for number, record in enumerate(history.records) if record.op == "asked link"}
    for number, record in enumerate(history.records):
        gone = erased.get((record.room, record.seq))
        if gone is None:
            continue
        if record.op == "linked" and record.text and asked.get(record.id, -1) > gone:
            yield f"{record.room}: {record.client} was given a link to what was erased at {record.seq}"
        if record.op == "fetched" and record.kind != "gone" and number > read_at[record.room]:
            yield f"{record.room}: {record.client} found {record.id}, erased at {record.seq}, to be there"


def _erased(history: History) -> dict[Place, int]:
    """The messages that were erased, and when that was acknowledged; where it was not, when the log was read."""
    acked = {
        (user_of(record.client), record.id): number
        for number, record in enumerate(history.records)
        if record.op == "acked"
    }
    read_at = Calm(history).read_at
    return {
        (room, target_of(entry)): acked.get((entry.user, entry.id), read_at[room])
        for room, log in history.logs().items()
        for entry in log.values()
        if target_of(entry)
    }
