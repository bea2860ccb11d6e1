"""What is wrong with the notices of what concerns somebody in rooms that they are not in."""

from collections.abc import Iterator

from tests.checker.calm import Calm
from tests.checker.entry import Entry, is_direct, mentioned, user_of
from tests.checker.history import History, Record
from tests.checker.standings import Standings, act_of

CUT = 200


def false_notice(history: History) -> Iterator[str]:
    """A notice is of what stands in the log, says what that says, and is for whom it concerns and who may see it."""
    logs, standings = history.logs(), Standings(history)
    for number, record in enumerate(history.records):
        if record.op != "noticed" or record.room not in logs:
            continue
        who, entry = user_of(record.client), logs[record.room].get(record.seq)
        if entry is None or not _tells(record, who, entry):
            yield f"{record.room}: {record.client} was told of {record.seq}, {record.kind}, and there is {entry}"
        elif not standings.inside(record.room, who, standings.sent.get((entry.user, entry.id), -1), number):
            yield f"{record.room}: {record.client} was told of {entry} and may not see it"


def unnoticed(history: History) -> Iterator[str]:
    """In the calm, who is mentioned in a room that they may see hears of it, whether they are in it or not."""
    calm, standings, unsure = Calm(history), Standings(history), _left_in_vain(history)
    heard = {(record.client, record.room, record.seq) for record in history.of("seen", "noticed")}
    heard |= {(record.client, record.room, entry.seq) for record in history.of("read") for entry in record.entries}
    for name, room in standings.rooms.items():
        for entry in room.log:
            said = standings.sent.get((entry.user, entry.id), -1)
            concerned = {client for client in calm.steady() if user_of(client) in mentioned(entry) - {entry.user}}
            for client in sorted(concerned if said > calm.began else ()):
                away = standings.outside(name, user_of(client), said, len(history.records))
                if not away and (client, name) not in unsure and (client, name, entry.seq) not in heard:
                    yield f"{name}: {client} never heard of {entry}"


def _left_in_vain(history: History) -> set[tuple[str, str]]:
    """Who asked once to leave a room, and was not answered: the service may take them for somebody in it."""
    found: set[tuple[str, str]] = set()
    for record in history.records:
        if record.op == "leaves":
            found.add((record.client, record.room))
        elif record.op in ("left", "asked"):
            found.discard((record.client, record.room))
        elif record.op == "open":
            found = {(client, room) for client, room in found if client != record.client}
    return found


def _tells(record: Record, who: str, entry: Entry) -> bool:
    """Whether this entry is what a notice to that user told of."""
    if record.kind == "invite":
        act = act_of(entry)
        return (act.get("act"), act.get("user"), entry.user) == ("invite", who, record.id)
    if not entry.kind.startswith(("message", "reply")) or entry.user != record.id:
        return False
    same = entry.changed or entry.text[:CUT] == record.text
    if record.kind == "direct":
        return same and is_direct(record.room)
    return same and who != entry.user and (entry.erased or who in mentioned(entry))
