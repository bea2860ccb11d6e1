"""Acting in rooms and on accounts: each act in a room is an entry of its log, as people's are."""

from dataclasses import replace
from typing import Any

import frames
from chat import accounts, changing, governing, moderating
from chat.admin.asked import Asked
from chat.files import link_to
from errors import BadFrame, Forbidden
from models import amending, describing
from models.membership import Membership
from models.post import Deed
from models.room import Room, Taking

REASON = "an operator did this"


def moderate(asked: Asked) -> dict[str, Any]:
    """Do to somebody in a room what its owner might: their rank is no matter."""
    room, theirs = Room.named(asked["room"]), Membership.of(asked["user"], asked["room"])
    moderating.demand_moderated(room)
    request = frames.Moderate(
        asked["room"], asked.id, asked["user"], asked["act"], asked["minutes"], asked["reason"] or ""
    )
    event = moderating.act(asked.caller, request, room, None, theirs, asked.deadline)
    return {"room": asked["room"], "seq": event.seq, **dict(event.fields)}


def ban(asked: Asked) -> dict[str, Any]:
    """Let somebody in nowhere, and end their connections."""
    more = {"minutes": asked["minutes"], "reason": asked["reason"] or ""}
    return {"user": asked["user"], "banned": accounts.ban(asked["user"], asked.by, asked.deadline, **more)}


def unban(asked: Asked) -> dict[str, Any]:
    """Let them in again."""
    accounts.unban(asked["user"], asked.by)
    return {"user": asked["user"]}


def sign_out(asked: Asked) -> dict[str, Any]:
    """End somebody's connections; they may sign in anew."""
    accounts.sign_out(asked["user"], asked.by, asked.deadline)
    return {"user": asked["user"]}


def erase(asked: Asked) -> dict[str, Any]:
    """Leave nothing of a message but that it was there."""
    message = amending.find(asked["room"], asked["seq"])
    deed = _deed(asked, "erased", {"target": asked["seq"]})
    entry = changing.erased(message, replace(deed, together=amending.erase(message)), asked.deadline)
    return {"room": asked["room"], "erased": asked["seq"], "seq": entry.seq}


def change(asked: Asked) -> dict[str, Any]:
    """Change what a room is, as its owner might."""
    wanted = {name: asked[name] for name in ("access", "title", "topic", "archived", "slow")}
    if all(value is None for value in wanted.values()):
        raise BadFrame("change needs access, title, topic, archived or slow")
    room = Room.named(asked["room"])
    if room.access == "direct":
        raise Forbidden("a direct room is as it is")
    request = frames.ChangeRoom(asked["room"], asked.id, **wanted)
    entry = governing.apply(asked.caller, request, room, Taking(archived_too=True), asked.deadline)
    return {"room": asked["room"], "seq": entry.seq, **dict(entry.fields)}


def keep(asked: Asked) -> dict[str, Any]:
    """What is said in a room from here on is kept for so many days; 0 is as long as everywhere."""
    days = describing.kept_for(Room.named(asked["room"]), asked["days"])
    return {"room": asked["room"], "days": days}


def link(asked: Asked) -> dict[str, Any]:
    """A link to the file of a message, for an hour."""
    return link_to(asked["room"], asked["seq"])


def _deed(asked: Asked, what: str, fields: dict[str, Any]) -> Deed:
    caller = asked.caller
    return Deed(asked["room"], asked.id, caller.user, caller.name, what, fields, taking=Taking(archived_too=True))
