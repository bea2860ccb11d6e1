"""An allowance: how much a connection may say at once, and how soon it may say more."""

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import Condition

from models.table import Item, met

# BURST posts at once, one more every INTERVAL_MS.
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
    rested = spent.does_not_exist() | (spent <= now)
    bursting = spent <= now + (BURST - 1) * INTERVAL_MS
    return met(lambda: item.update([spent.set(now + INTERVAL_MS)], condition=there & rested)) or met(
        lambda: item.update([spent.set(spent + INTERVAL_MS)], condition=there & bursting)
    )
