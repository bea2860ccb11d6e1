"""What is wrong with who hears that somebody is typing."""

import json
from collections import defaultdict
from collections.abc import Iterator

from tests.checker.calm import Calm
from tests.checker.entry import user_of
from tests.checker.history import History
from tests.checker.standings import Standings

# The service tells of it every 3 seconds at most; two that come closer than this were not that far apart.
HURRIED = 1.5


def typing_overheard(history: History) -> Iterator[str]:
    """Who types is heard by others who are in the room and may be; and only who did type, and could speak there."""
    standings = Standings(history)
    began: dict[tuple[str, str], list[int]] = defaultdict(list)
    came: set[tuple[str, str]] = set()
    for number, record in enumerate(history.records):
        who = user_of(record.client)
        if record.op == "types":
            began[record.room, who].append(number)
        elif record.op == "asked":
            came.add((record.room, who))
        elif record.op == "typed":
            may = any(
                standings.speaking(record.room, record.id, since, number)
                and standings.inside(record.room, who, since, number)
                for since in began[record.room, record.id]
            )
            if record.id == who or (record.room, who) not in came or not may:
                yield f"{record.room}: {record.client} was told that {record.id} is typing"


def typing_kept(history: History) -> Iterator[str]:
    """That somebody is typing has no seq, and is in no log."""
    for record in history.of("typed"):
        if record.seq:
            yield f"{record.room}: {record.client} was told at {record.seq} that {record.id} is typing"
    for record, entry in history.observed():
        if entry.kind == "typing":
            yield f"{record.room}: {record.client} saw {entry}"


def typing_hurried(history: History) -> Iterator[str]:
    """In the calm, who says several times at once that they are typing is told of once."""
    calm = Calm(history)
    last: dict[tuple[str, str, str], float] = {}
    for record in history.records[int(min(calm.began, len(history.records))) :]:
        key = (record.client, record.room, record.id)
        if record.op == "typed":
            if key in last and record.when - last[key] < HURRIED:
                yield f"{record.room}: {record.client} was told twice within {HURRIED} s that {record.id} is typing"
            last[key] = record.when


def typing_missed(history: History) -> Iterator[str]:
    """In the calm, all others in the room are told of who types, who may speak and has not typed there before."""
    calm, standings, end = Calm(history), Standings(history), len(history.records)
    first: dict[tuple[str, str], int] = {}
    told = {(record.client, record.room, record.id) for record in history.of("typed")}
    muted_in_vain = _muted_in_vain(history)
    for number, record in enumerate(history.records):
        if record.op == "types":
            first.setdefault((record.client, record.room), number)
    for (client, room), number in first.items():
        who, inside = user_of(client), calm.inside(room)
        may = client in inside and (room, who) not in muted_in_vain and not standings.silenced(room, who, number, end)
        if number < calm.began or not may:
            continue
        for other in sorted(inside - {client}):
            if (other, room, who) not in told and not standings.outside(room, user_of(other), number, end):
                yield f"{room}: {other} was never told that {who} is typing"


def _muted_in_vain(history: History) -> set[tuple[str, str]]:
    """Whom somebody tried to mute, and gave up: their connection may stay mute until it joins again."""
    written = {(record.room, entry.user, entry.id) for record, entry in history.observed()}
    return {
        (record.room, str(json.loads(record.besides)["user"]))
        for record in history.of("sent")
        if '"mute"' in record.besides and (record.room, user_of(record.client), record.id) not in written
    }
