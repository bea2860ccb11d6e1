"""Accounts: signing out everywhere, and bans that hold everywhere. Who asks for it is for others to check.

The account is written first, then the connections are looked for; $connect does it the other way round. So whoever
comes meanwhile is either refused or found here.
"""

import time
from typing import Any

import audit
import delivery
import frames
from chat.connections import disconnect
from identity import Caller
from models.account import Account
from models.connection import names_of
from models.membership import end_of

# API Gateway knows a connection only after $connect has answered: one that has just been let in is closed then.
PAUSES = (0.5, 1.5)


def sign_out(
    user: str, by: str, deadline: float, *, address: str = "", asker: str = "", request_id: str | None = None
) -> None:
    """End every connection of a user, and let nobody in by a sign-in of before; `asker` is who gets the answer."""
    Account.sign_out(user)
    audit.note("signed out", user, by=by, address=address)
    frame = {"type": "signedOut", "reason": "you" if by == user else "operator"}
    _end_all(user, frame, deadline, asker, request_id)


def ban(user: str, by: str, deadline: float, *, minutes: int | None = None, reason: str = "", address: str = "") -> int:
    """End every connection of a user and let them in nowhere, for so many minutes or for good; until when (ms)."""
    until = end_of(minutes)
    Account.ban(user, until, reason, by)
    audit.note("banned", user, by=by, address=address, until=until)
    frame = {"type": "signedOut", "reason": "banned", "until": until} | ({"text": reason} if reason else {})
    _end_all(user, frame, deadline)
    return until


def unban(user: str, by: str, *, address: str = "") -> None:
    """The user may come again."""
    Account.unban(user)
    audit.note("unbanned", user, by=by, address=address)


def _end_all(user: str, frame: dict[str, Any], deadline: float, asker: str = "", request_id: str | None = None) -> None:
    """Tell the user's connections why, close them, and take them out of their rooms."""
    names = names_of(user)
    others = [connection for connection in names if connection != asker]
    delivery.deliver(frames.encode(frame), others, deadline)
    if asker:
        delivery.deliver(frames.encode(frames.answer(frame, request_id)), [asker], deadline)
    left = delivery.close(names, deadline).gone
    for connection, name in names.items():
        disconnect(Caller(connection, user, name), deadline)
    for pause in PAUSES:
        if left:
            time.sleep(pause)
            left = delivery.close(left, deadline).gone
