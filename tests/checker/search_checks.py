"""What is wrong with what is found, in a room's log and among the rooms."""

import json
from collections.abc import Iterator

from tests.checker.calm import Calm
from tests.checker.entry import is_direct
from tests.checker.history import History
from tests.checker.standings import Standings


def false_hit(history: History) -> Iterator[str]:
    """Every hit has the sought text, is of that stretch of the log, and in the end was not erased."""
    logs, calm = history.logs(), Calm(history)
    for record in history.of("found"):
        sought, log = record.text.casefold(), logs.get(record.room, {})
        final = calm.final(record.id, record.room)
        for entry, text in zip(record.entries, json.loads(record.besides), strict=True):
            same = sought in text.casefold() and (entry.changed or entry.text == text)
            there = record.after < entry.seq <= record.seq and not entry.erased
            if not same or not there or (final and entry.seq in log and log[entry.seq].erased):
                yield f"{record.room}: {record.client} sought {record.text!r} and found {entry}"


def missed_hit(history: History) -> Iterator[str]:
    """Nothing that has the text is missing in the stretch that was searched, but what was edited or erased since."""
    logs = history.logs()
    for record in history.of("found"):
        found = {entry.seq for entry in record.entries}
        there = (entry for entry in logs.get(record.room, {}).values() if record.after < entry.seq <= record.seq)
        for entry in there:
            said = entry.kind.startswith(("message", "reply")) and not entry.changed
            if said and record.text.casefold() in entry.text.casefold() and entry.seq not in found:
                yield f"{record.room}: {record.client} sought {record.text!r} and never found {entry}"


def false_room(history: History) -> Iterator[str]:
    """Only open rooms are found, by how their names begin, and none before anybody came."""
    rooms, came = Standings(history).rooms, set[str]()
    closed = {name for name, room in rooms.items() if room.closed}
    for record in history.records:
        if record.op == "asked":
            came.add(record.room)
        for room in record.besides.split() if record.op == "listed" else ():
            if not room.startswith(record.text) or is_direct(room) or room in closed or room not in came:
                yield f"{record.client} looked for {record.text!r} and found {room}"


def missed_room(history: History) -> Iterator[str]:
    """In the calm, every open room is found that anybody came into before."""
    calm, standings, came = Calm(history), Standings(history), set[str]()
    expected: dict[str, set[str]] = {}
    open_ones = {name for name, room in standings.rooms.items() if not room.closed and not is_direct(name)}
    for number, record in enumerate(history.records):
        if record.op == "joined" and number < calm.began:
            came.add(record.room)
        elif record.op == "asks" and number > calm.began:
            expected[record.id] = {room for room in came & open_ones if room.startswith(record.text)}
        elif record.op == "listed" and not record.kind and record.id in expected:
            missed = expected[record.id] - set(record.besides.split())
            yield from (f"{record.client} looked for {record.text!r} and never found {room}" for room in sorted(missed))
