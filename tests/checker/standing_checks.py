"""What is wrong with who speaks, hears and is let in, by what the moderators did and by who is in a direct room."""

from collections import defaultdict
from collections.abc import Iterator

from tests.checker.entry import is_direct, user_of
from tests.checker.history import History
from tests.checker.standings import Standings, act_of, outsides

# Docs say 15 seconds from the kick on; its entry is written up to a function's 10 seconds after it took hold.
KICKED_MS = 5_000
SPEAKING = ("message", "reply", "reacted")


def muted_speaks(history: History) -> Iterator[str]:
    """Nothing that a user says has a seq above the mute that met them, until it ends (who may)."""
    for name, room in Standings(history).rooms.items():
        muted: dict[str, int] = {}
        for entry in room.log:
            if entry.kind.startswith(SPEAKING) and entry.at < muted.get(entry.user, 0):
                yield f"{name}: {entry} is of somebody muted"
            act = act_of(entry)
            if act.get("act") == "mute":
                muted[str(act["user"])] = int(act["muted"])
            elif act.get("act") == "unmute":
                muted.pop(str(act["user"]), None)


def outsider_speaks(history: History) -> Iterator[str]:
    """Nothing of a user has a seq above the kick or ban that met them, or below the invitation to a club (who may)."""
    for name, room in Standings(history).rooms.items():
        for entry in room.log:
            acts = [(act.at, what) for act, what in room.acts.get(entry.user, []) if act.seq < entry.seq]
            at, last = acts[-1] if acts else (0, "")
            if outsides(room, entry.user)[len(acts)] or (last == "kick" and entry.at < at + KICKED_MS):
                yield f"{name}: {entry} is of somebody who was put out, or never let in"


def outsider_hears(history: History) -> Iterator[str]:
    """Who is banned, and who is not invited, neither comes in nor hears what is said meanwhile (who may)."""
    standings = Standings(history)
    asked = _asked(history)
    told: set[tuple[str, str, int]] = set()
    for number, record in enumerate(history.records):
        who, key = user_of(record.client), (record.client, record.room, record.seq)
        if record.room not in standings.rooms:
            continue
        if record.op == "joined" and not standings.inside(record.room, who, asked.get(record.id, number), number):
            yield f"{record.room}: {record.client} was let in by {record.id}"
        for entry in record.entries if record.op in ("seen", "read", "found") else ():
            said, key = standings.sent.get((entry.user, entry.id)), (record.client, record.room, entry.seq)
            if said is not None and key not in told and not standings.inside(record.room, who, said, number):
                told.add(key)
                yield f"{record.room}: {record.client} heard {entry}"


def shut_out(history: History) -> Iterator[str]:
    """Who is invited, and whom nobody keeps out, is let in (who may)."""
    standings, asked = Standings(history), _asked(history)
    for number, record in enumerate(history.records):
        if record.op == "shut" and not standings.outside(
            record.room, user_of(record.client), asked.get(record.id, number), number
        ):
            yield f"{record.room}: {record.client} was not let in by {record.id}, {record.kind}"


def overheard(history: History) -> Iterator[str]:
    """A direct room has two, and nobody else ever sees anything of it (who may)."""
    members = _members(history)
    for room, users in members.items():
        if len(users) != 2:
            yield f"{room}: of {sorted(users)}, and a direct room is of two"
    told: dict[str, set[str]] = defaultdict(set)
    for record in history.of("seen", "read", "found", "joined", "acked", "noticed"):
        if record.room in members:
            told[record.room].add(user_of(record.client))
    for room, users in told.items():
        if strangers := users - members[room]:
            yield f"{room}: {sorted(strangers)} saw what is between {sorted(members[room])}"


def one_sided(history: History) -> Iterator[str]:
    """Both who are in a direct room get every message that is there, once they know of it (promise 4)."""
    logs, there = history.logs(), {user_of(record.client) for record in history.of("open")}
    there -= {user_of(record.client) for record in history.of("untold")}
    got: dict[tuple[str, str], set[int]] = defaultdict(set)
    for record in history.of("seen", "read"):
        got[record.room, user_of(record.client)] |= {entry.seq for entry in record.entries}
    for room, users in _members(history).items():
        for user in sorted(users & there):
            if missed := logs.get(room, {}).keys() - got[room, user]:
                yield f"{room}: {user} never got {sorted(missed)}"


def _asked(history: History) -> dict[str, int]:
    """When each request to come in went out."""
    return {record.id: number for number, record in enumerate(history.records) if record.op == "asked"}


def _members(history: History) -> dict[str, set[str]]:
    return {record.room: set(record.text.split()) for record in history.of("members") if is_direct(record.room)}
