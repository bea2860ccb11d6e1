"""An allowance: how much a connection, or a user, may say at once, and how soon they may say more."""

from collections.abc import Sequence

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from models.table import Item, met

# A connection's: BURST posts at once, one more every INTERVAL_MS.
BURST = 20
INTERVAL_MS = 200


class Spending(Item):
    """`spent_until` is when the whole allowance is back (GCRA's theoretical arrival time), in milliseconds."""

    spent_until = NumberAttribute(null=True)


def take(item: Spending, now: int, condition: Condition | None = None) -> bool:
    """Take one post from an item's allowance; False where it has none left, is not there, or the condition fails.

    One write as long as posts are more than INTERVAL_MS apart; inside a burst, two.
    """
    there = Spending.pk.exists() if condition is None else Spending.pk.exists() & condition
    spent = Spending.spent_until
    return met(lambda: item.update([spent.set(now + INTERVAL_MS)], condition=there & _rested(now))) or met(
        lambda: item.update([spent.set(spent + INTERVAL_MS)], condition=there & _left(now, BURST, INTERVAL_MS))
    )


def take_anew(item: Spending, now: int, burst: int, interval_ms: int, kept: Sequence[Action]) -> bool:
    """Take one post from the allowance of an item that comes to be by it, with what else is kept there."""
    spent = Spending.spent_until
    # In this order: between the two somebody else may take one, and whoever was not rested before is not rested then.
    return met(lambda: item.update([spent.set(now + interval_ms), *kept], condition=_rested(now))) or met(
        lambda: item.update([spent.set(spent + interval_ms), *kept], condition=_left(now, burst, interval_ms))
    )


def _rested(now: int) -> Condition:
    rested: Condition = Spending.spent_until.does_not_exist() | (Spending.spent_until <= now)
    return rested


def _left(now: int, burst: int, interval_ms: int) -> Condition:
    left: Condition = Spending.spent_until <= now + (burst - 1) * interval_ms
    return left
