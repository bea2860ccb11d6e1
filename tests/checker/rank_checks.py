"""What is wrong with who has which role, by the acts in a room's log."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.checker.calm import Calm
from tests.checker.entry import Entry, is_direct
from tests.checker.history import History
from tests.checker.standings import Room, Standings, act_of

VISITOR, MEMBER, MODERATOR, OWNER = RANKS = ("visitor", "member", "moderator", "owner")
# Who may, whatever the other is; of all else the other has to be below, or who does it an owner.
NEEDS = {"invite": MODERATOR, "promote": OWNER, "demote": OWNER}
# A role, and until when muted and banned.
State = tuple[str, int, int]
NOBODY: State = (VISITOR, 0, 0)


@dataclass
class Ranks:
    """What everyone became by each act, in their order.

    Who made an open room is in no entry: the first who acted did, as nobody else could before.
    """

    founder: str
    now: dict[str, State] = field(default_factory=dict)
    became: dict[str, list[tuple[Entry, State]]] = field(default_factory=dict)
    wrong: list[Entry] = field(default_factory=list)

    def role(self, user: str) -> str:
        """The role so far."""
        return self.now.get(user, (OWNER if user == self.founder else VISITOR,))[0]

    def take(self, entry: Entry, closed: bool) -> None:
        """One act more; wrong where who did it may not, or what came of it is not the act."""
        act = act_of(entry)
        user, what = str(act["user"]), str(act["act"])
        self.founder = self.founder or entry.user
        mine, theirs = self.role(entry.user), self.role(user)
        step = _after(what, theirs, closed)
        to: State = (str(act.get("role", step)), int(act.get("muted", 0)), int(act.get("banned", 0)))
        if not _may(what, mine, theirs) or not step or to[0] != step:
            self.wrong.append(entry)
        self.now[user] = to
        self.became.setdefault(user, []).append((entry, to))


def overstepped(history: History) -> Iterator[str]:
    """Roles are the owners' to give, step by step, and nobody acts against who ranks as high (who may)."""
    for name, room in Standings(history).rooms.items():
        for entry in _ranks(room).wrong:
            yield f"{name}: {entry} is of somebody who may not, or no such step"


def misranked(history: History) -> Iterator[str]:
    """Who is listed with a role, a mute or a ban was given it; in the end, all who were are, and nobody else."""
    standings, calm = Standings(history), Calm(history)
    for number, record in enumerate(history.records):
        if record.op != "ranked" or record.room not in standings.rooms or is_direct(record.room):
            continue
        told = {user: (str(role), muted, banned) for user, (role, muted, banned) in json.loads(record.text).items()}
        ranks = _ranks(standings.rooms[record.room])
        if calm.final(record.id, record.room):
            wrong = {user for user in told | ranks.now if told.get(user, NOBODY) != ranks.now.get(user, NOBODY)}
        else:
            wrong = {user for user, state in told.items() if state not in _given(ranks, user, standings, number)}
        # Whom nobody ever did anything to is the founder, if listed.
        first = {user for user in wrong - ranks.now.keys() if told[user] == (OWNER, 0, 0)}
        if wrong - first or len(first) > 1 or (ranks.founder and first - {ranks.founder}):
            yield f"{record.room}: {record.client} was told of {told}, and it is {ranks.now}"


def _ranks(room: Room) -> Ranks:
    ranks = Ranks(room.owner)
    for entry in room.log:
        if entry.kind == "member":
            ranks.take(entry, room.closed)
    return ranks


def _may(act: str, mine: str, theirs: str) -> bool:
    if act in NEEDS:
        return RANKS.index(mine) >= RANKS.index(NEEDS[act])
    return mine == OWNER or RANKS.index(mine) > RANKS.index(theirs)


def _after(act: str, role: str, closed: bool) -> str:
    """The role that an act makes of another; none, where there is no such step."""
    if act in ("promote", "demote"):
        steps = ("", *RANKS[1:], "")
        return steps[steps.index(role) + (1 if act == "promote" else -1)] if role in steps else ""
    if act == "invite" and role == VISITOR:
        return MEMBER
    return VISITOR if closed and act in ("kick", "ban") else role


def _given(ranks: Ranks, user: str, standings: Standings, until: int) -> list[State]:
    """What can have been made of a user before that record of the history."""
    acts = ranks.became.get(user, [])
    begun = [state for entry, state in acts if standings.sent.get((entry.user, entry.id), -1) < until]
    return [*begun, *([(OWNER, 0, 0)] if user == ranks.founder else [])]
