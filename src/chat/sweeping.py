"""Sweeping: who has gone without a word is taken out of their rooms, also out of those in which nobody speaks.

And whose sign-in has ended hears no more: they could say nothing for as long as that, but nobody had told them to go.
"""

from collections.abc import Iterable
from time import monotonic

import delivery
import frames
import metrics
from chat.connections import disconnect
from errors import Expired
from identity import LEEWAY_SECONDS, Caller
from models.clock import in_seconds
from models.connected import Connected, connected
from models.ended import ended

# What is left of the time for what the last page has set off.
SLACK_SECONDS = 5.0


def sweep(deadline: float) -> tuple[int, int]:
    """Ask API Gateway for every connection, and disconnect those that it does not know; how many were looked at, and
    how many were gone. What there is no time for is left to the next sweep, and to expiry.
    """
    looked_at = gone = 0
    for page in connected(in_seconds(0)):
        if monotonic() > deadline - SLACK_SECONDS:
            return looked_at, gone
        people = {one.connection: one for one in page}
        lost = delivery.gone(people, deadline - SLACK_SECONDS)
        for connection in lost:
            who = people.pop(connection)
            disconnect(Caller(connection, who.user, who.name), deadline)
        _end(people.values(), deadline)
        looked_at, gone = looked_at + len(page), gone + len(lost)
    metrics.gauge("open", looked_at - gone)
    return looked_at, gone


def _end(people: Iterable[Connected], deadline: float) -> None:
    """Tell those whose sign-in has ended, and close their connections; $disconnect does the rest."""
    over = ended(people, in_seconds(-LEEWAY_SECONDS))
    if over:
        delivery.deliver(frames.encode(frames.error(Expired("the sign-in has ended, connect again"))), over, deadline)
        delivery.close(over, deadline)
