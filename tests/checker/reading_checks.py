"""What is wrong with what somebody is told of what they have not read."""

from collections import defaultdict
from collections.abc import Iterator

from tests.checker.calm import Calm
from tests.checker.entry import mentioned, user_of
from tests.checker.history import History

# So many entries are looked at, the newest.
COUNTED = 100
EVERYONE = "room"


def miscounted(history: History) -> Iterator[str]:
    """Nobody is told of more, or of more that mentions them, than others said after the marker; in the end, of all."""
    logs, calm = history.logs(), Calm(history)
    for record in history.of("counted"):
        who, told = user_of(record.client), tuple(map(int, record.text.split()))
        log = logs.get(record.room, {}).values()
        after = [entry for entry in log if entry.seq > record.after and entry.kind.startswith(("message", "reply"))]
        others = [entry for entry in after if entry.user != who]
        there = [entry for entry in others if not entry.erased]
        mentions = sum(bool(mentioned(entry) & {who, EVERYONE}) for entry in there)
        # What has been erased since may have been unread, and have mentioned anybody.
        most = (len(others), mentions + len(others) - len(there))
        exact = calm.final(record.id, record.room) and record.seq <= COUNTED
        if record.room in logs and (
            told[0] > most[0] or told[1] > most[1] or (exact and told != (len(there), mentions))
        ):
            yield f"{record.room}: {record.client} was told of {told} after {record.after}, and it is {most}"


def marker_back(history: History) -> Iterator[str]:
    """A marker never goes back, and never beyond what there is."""
    furthest: dict[tuple[str, str], int] = defaultdict(int)
    heads, calm = {record.room: record.seq for record in history.of("log")}, Calm(history)
    for record in history.of("marked"):
        furthest[record.client, record.room] = max(record.seq, furthest[record.client, record.room])
        if record.seq > heads.get(record.room, record.seq):
            yield f"{record.room}: {record.client} has read up to {record.seq}, the head is {heads[record.room]}"
    for record in history.of("counted"):
        if calm.final(record.id, record.room) and record.after < furthest[record.client, record.room]:
            was = furthest[record.client, record.room]
            yield f"{record.room}: {record.client} had read up to {was}, and is at {record.after}"
