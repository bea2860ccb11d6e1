"""Changing somebody's standing in a room: the one change of a membership that is an entry in the room's log."""

from dataclasses import dataclass
from typing import Any

from pynamodb.transactions import TransactWrite

from errors import Busy
from models.clock import in_seconds, retention_end
from models.membership import VISITOR, Membership, members_list, same, unchanged
from models.post import Raw, Together
from models.table import met


@dataclass(frozen=True)
class Standing:
    """What a user is in a room from here on, and until when they are muted or banned."""

    role: str
    muted: int | None = None
    banned: int | None = None


def changed(
    membership: Membership, to: Standing, name: str, *, by: Membership | None = None, forgotten: bool = False
) -> Together:
    """The change of a membership, as it is written with an entry: Busy where it changed meanwhile.

    So does whoever changes it, where that is `by` somebody else: of two owners who demote each other, one does.
    """
    item = Membership(membership.pk, membership.sk)

    def write(transaction: TransactWrite, seq: int) -> None:
        transaction.update(item, actions=_actions(membership, to, name, forgotten), condition=unchanged(membership))
        if by:
            # A check would go before all else in the transaction, and its reason too.
            mine = Membership(by.pk, by.sk)
            transaction.update(mine, actions=[Membership.role.set(by.role)], condition=unchanged(by))

    def refusal(met: Raw | None, seq: int) -> Busy:
        return Busy("their standing has just changed, try again")

    return Together(write, refusal)


def _actions(membership: Membership, to: Standing, name: str, forgotten: bool) -> list[Any]:
    listed = to.role != VISITOR or to.muted or to.banned
    actions = [
        Membership.kind.set(Membership),
        Membership.role.set(to.role),
        Membership.name.set(name),
        _set(Membership.muted_until, to.muted),
        _set(Membership.banned_until, to.banned),
        _set(Membership.listed_in, members_list(membership.room) if listed else None),
        _set(Membership.listed_as, membership.user if listed else None),
        # Forgotten memberships go as visitors' do: TTL takes them, and nobody reads them until then.
        _set(Membership.expires_at, None if listed else in_seconds(0) if forgotten else retention_end()),
    ]
    return [*actions, Membership.read.remove()] if forgotten else actions


def _set(attribute: Any, value: object) -> Any:
    return attribute.remove() if value is None else attribute.set(value)


def forget(membership: Membership) -> None:
    """A visitor's membership is forgotten; of one who is muted or banned, only that they were there is."""
    visitor, free = Membership.role == VISITOR, same(Membership.muted_until, None)
    if not met(lambda: membership.delete(condition=visitor & free & same(Membership.banned_until, None))):
        met(lambda: membership.update([Membership.read.remove()], condition=visitor))
