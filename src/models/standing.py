"""Changing somebody's standing in a room: the one change of a membership that is an entry in the room's log."""

from dataclasses import dataclass
from typing import Any

from pynamodb.transactions import TransactWrite

from errors import Busy
from models.clock import in_seconds
from models.membership import VISITOR, Membership, members_list, visitors_expiry
from models.post import Raw, Together
from models.table import met


@dataclass(frozen=True)
class Standing:
    """What a user is in a room from here on, and until when they are muted or banned."""

    role: str
    muted: int | None = None
    banned: int | None = None


def changed(membership: Membership, to: Standing, name: str, *, forgotten: bool = False) -> Together:
    """The change of a membership, as it is written with an entry: Busy where it changed meanwhile."""
    item = Membership(membership.pk, membership.sk)
    known = Membership.role == membership.role
    if not membership.belongs:
        known = known | Membership.pk.does_not_exist()

    def write(transaction: TransactWrite, seq: int) -> None:
        transaction.update(item, actions=_actions(membership, to, name, forgotten), condition=known)

    def refusal(met: Raw | None, seq: int) -> Busy:
        return Busy("their standing has just changed, try again")

    return Together(write, refusal)


def _actions(membership: Membership, to: Standing, name: str, forgotten: bool) -> list[Any]:
    listed = to.role != VISITOR or to.muted or to.banned
    return [
        Membership.kind.set(Membership),
        Membership.role.set(to.role),
        Membership.name.set(name),
        Membership.read.set(Membership.read | 0),
        _set(Membership.muted_until, to.muted),
        _set(Membership.banned_until, to.banned),
        _set(Membership.listed_in, members_list(membership.room) if listed else None),
        _set(Membership.listed_as, membership.user if listed else None),
        # Forgotten memberships go as visitors' do: TTL takes them, and nobody reads them until then.
        _set(Membership.expires_at, in_seconds(0) if forgotten else None if listed else visitors_expiry()),
    ]


def _set(attribute: Any, value: object) -> Any:
    return attribute.remove() if value is None else attribute.set(value)


def forget(membership: Membership) -> None:
    """A visitor's membership is forgotten; a mute or a ban is not, and where there is none nothing happens."""
    free = Membership.muted_until.does_not_exist() & Membership.banned_until.does_not_exist()
    met(lambda: membership.delete(condition=free & (Membership.role == VISITOR)))
