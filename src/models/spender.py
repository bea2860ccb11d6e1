"""A spender: what a user may say on all connections, in all rooms and by HTTP together.

Connections have allowances of their own, which every write looks at; this one is for who opens many. An item of the
user's would be a write more for every message, so the table is asked only about those who are fast: who has said more
in this process than people do. Lambda starts a process where traffic asks for one, so a flood that is thin enough to
stay below FAST in each of them is a small part of that traffic (docs/decisions/13).
"""

import metrics
from errors import RateLimited
from flow import Flow
from models import allowance
from models.allowance import Spending
from models.clock import in_seconds
from models.connection import key

SK = "SPENT"
# Twice what one connection has in one room.
BURST = 40
INTERVAL_MS = 100

# Twenty at once and one a second.
FAST = Flow(20, 1_000)


class Spender(Spending, discriminator="spender"):
    """There is one of each user who is or was fast, until it expires."""


def spend(user: str, now: int) -> None:
    """Take one post from what the user may say altogether: RateLimited without it."""
    if not FAST.take(user, now):
        return
    kept = [Spender.kind.set(Spender), Spender.expires_at.set(in_seconds(3600))]
    if not allowance.take_anew(Spender(key(user), SK), now, BURST, INTERVAL_MS, kept):
        metrics.count_of("bound", "user_rate")
        raise RateLimited("too many messages at once on all of your connections, try again in a moment", INTERVAL_MS)
