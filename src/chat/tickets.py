"""Tickets: a sign-in carried over to a client that can send neither a header nor a subprotocol."""

from typing import Any

from errors import Expired, Forbidden
from identity import Identity, Visitor
from models import ticket
from models.clock import in_seconds
from models.ticket import SECONDS, Ticket


def issue(visitor: Visitor, until: int) -> dict[str, Any]:
    """A ticket for who has signed in until then; it does not outlive the sign-in, and neither does the connection."""
    left = until - in_seconds(0)
    if left <= 0:
        raise Expired("the sign-in has ended")
    secret = Ticket.issue(visitor.user, visitor.name, until, visitor.since)
    return {"ticket": secret, "seconds": min(SECONDS, left)}


def redeem(secret: str) -> Identity:
    """Who may connect by a ticket, the first time it is brought within its minute; Forbidden otherwise."""
    found = ticket.redeem(secret)
    if found is None or found["until"] <= in_seconds(0):
        raise Forbidden("no such ticket, or one that was used")
    return Identity(found["user"], found["name"], found["until"], since=found["since"])
