"""What is wrong with what a client was told, from where it began to where it came."""

from collections.abc import Iterator

from tests.checker.history import History, Record


def not_rising(history: History) -> Iterator[str]:
    """What a client applies in a stretch rises strictly (promise 2)."""
    for (client, room, stretch), records in _stretches(history).items():
        last = records[0].seq
        for record in records:
            if record.op == "applied" and record.seq <= last:
                yield f"{room}: {client} applied {record.seq} after {last} in {stretch}"
            last = record.seq if record.op == "applied" else last


def incomplete(history: History) -> Iterator[str]:
    """What a client applied is all there is between where it began and where it came to (promises 4 and 5)."""
    logs = history.logs()
    for (client, room, stretch), records in _stretches(history).items():
        began = records[0].seq
        reached = max(record.seq for record in records)
        applied = {record.seq for record in records if record.op == "applied"}
        missed = {seq for seq in logs.get(room, {}) if began < seq <= reached} - applied
        if missed:
            yield f"{room}: {client} missed {sorted(missed)} between {began} and {reached} in {stretch}"


def resume_refused(history: History) -> Iterator[str]:
    """Who returns to the same room within retention is told all that was missed (promise 5)."""
    for record in history.of("joined"):
        if record.kind == "refused":
            yield f"{record.room}: {record.client} could not go on after {record.after}, the head being {record.seq}"


def unanswered(history: History) -> Iterator[str]:
    """What was sent, again and again, is answered in the end (promise 4)."""
    ended = {(record.client, record.id) for record in history.of("acked", "refused", "abandoned")}
    for client, id in sorted({(record.client, record.id) for record in history.of("sent")} - ended):
        yield f"{id} of {client} was neither acknowledged nor refused"


def behind(history: History) -> Iterator[str]:
    """After quiet and one ping everyone is at the head (promise 4)."""
    for record in history.of("closed"):
        if record.kind:
            yield f"{record.room}: {record.client} is at {record.after}, {record.kind}"
        elif record.after < record.seq:
            yield f"{record.room}: {record.client} is at {record.after}, the head is {record.seq}"


def _stretches(history: History) -> dict[tuple[str, str, str], list[Record]]:
    """What each client applied in each stretch, from where it began."""
    found: dict[tuple[str, str, str], list[Record]] = {}
    for record in history.of("begin", "applied", "reached"):
        found.setdefault((record.client, record.room, record.id), []).append(record)
    return found
