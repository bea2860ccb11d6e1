"""Sweeping: who has gone without a word is taken out of their rooms, also out of those in which nobody speaks."""

from time import monotonic

import delivery
import metrics
from chat.connections import disconnect
from identity import Caller
from models.clock import in_seconds
from models.connected import connected

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
            who = people[connection]
            disconnect(Caller(connection, who.user, who.name), deadline)
        looked_at, gone = looked_at + len(page), gone + len(lost)
    metrics.gauge("open", looked_at - gone)
    return looked_at, gone
