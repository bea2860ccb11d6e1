"""Giving up a membership."""

import secrets
from dataclasses import replace

from chat.entries import put
from chat.putting_out import put_out
from errors import Forbidden
from identity import Caller
from models.membership import OWNER, VISITOR, Membership
from models.post import Deed
from models.room import Taking
from models.standing import Standing, changed, forget


def quit_room(caller: Caller, room: str, request_id: str | None, deadline: float) -> bool:
    """The user is a member no longer, and in the room on no device; members leave an entry, visitors none.

    Answers whether any of them was there.
    """
    membership = Membership.of(caller.user, room)
    if membership.role == OWNER:
        raise Forbidden("an owner cannot quit: another owner demotes you first")
    if membership.belongs:
        fields = {"act": "quit", "user": caller.user, "name": caller.name, "role": VISITOR}
        deed = Deed(room, request_id or secrets.token_urlsafe(12), caller.user, caller.name, "member", fields)
        # Nobody gets rid of a mute or a ban by it.
        still = Standing(VISITOR, membership.muted, membership.banned)
        together = changed(membership, still, caller.name, forgotten=True)
        put(replace(deed, taking=Taking(caller.user), together=together), deadline)
    else:
        forget(membership)
    return put_out(caller.user, room, {"act": "quit"}, deadline, spared=caller.connection)
