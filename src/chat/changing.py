"""Changing what was said: editing, erasing, reacting. Each change is an entry of its own."""

from dataclasses import replace
from typing import Any

import frames
import metrics
from chat.authority import demand, standing
from chat.entries import put, tell_of
from chat.files import discard
from chat.inspecting import demand_fit
from errors import Forbidden
from identity import Caller
from models import amending, log
from models.clock import now_ms
from models.membership import Membership
from models.message import Event, Message
from models.post import Deed, Together
from models.presence import Presence
from models.room import Room, Taking


def edit(caller: Caller, request: frames.EditMessage, deadline: float) -> None:
    """Give a message of one's own another text."""
    message = _find(caller, request, muted_too=True)
    if message.user != caller.user:
        raise Forbidden("a message is edited by who said it")
    demand("change own", _standing(caller, request.room))
    demand_fit("editMessage", request.room, caller.user, caller.name, request.text)
    deed = _deed(caller, request, "edited", amending.edit(message, request.text), {})
    put(replace(deed, text=request.text), deadline, caller.connection)


def erase(caller: Caller, request: frames.EraseMessage, deadline: float) -> None:
    """Leave nothing of a message of one's own, or as a moderator of anybody's, but that it was there."""
    message = _find(caller, request, muted_too=True)
    demand("change own" if message.user == caller.user else "erase any", _standing(caller, request.room))
    erased(message, _deed(caller, request, "erased", amending.erase(message), {}), deadline, caller.connection)


def erased(message: Message, deed: Deed, deadline: float, connection: str | None = None) -> Event:
    """Erase a message for whoever may: the entry that says so.

    First its file, then the message that says where it is: whoever is killed in between is asked again, and finds it.
    """
    if message.file and log.said(deed) is None:
        if not deed.taking.archived_too:
            Room.named(message.room).demand_open()
        discard(message)
    entry = log.append(deed)
    tell_of(entry, deadline, connection)
    return entry


def react(caller: Caller, request: frames.React, deadline: float) -> None:
    """Put a reaction to a message, or take it back."""
    message = _find(caller, request, muted_too=False)
    # The one that is asked for does not count: the same request may come again.
    if request.on and amending.reactions_of(message, caller.user, request.reaction) >= amending.REACTIONS_A_USER:
        metrics.count_of("bound", "reactions")
        raise Forbidden(f"you have {amending.REACTIONS_A_USER} reactions to this message already")
    fields = {"reaction": request.reaction, "on": request.on}
    together = amending.react(message, caller.user, request.reaction, request.on)
    put(_deed(caller, request, "reacted", together, fields), deadline, caller.connection)


def _deed(
    caller: Caller,
    request: frames.EditMessage | frames.EraseMessage | frames.React,
    what: str,
    together: Together,
    fields: dict[str, Any],
) -> Deed:
    """What is done to a message; as with what is said, who was just put out or muted takes no seq any more."""
    deed = Deed(request.room, request.id, caller.user, caller.name, what, {"target": request.seq} | fields)
    return replace(deed, together=together, taking=Taking(caller.user))


def _find(
    caller: Caller, request: frames.EditMessage | frames.EraseMessage | frames.React, *, muted_too: bool
) -> Message:
    Presence.spend(request.room, caller.user, caller.connection, now_ms(), muted_too=muted_too)
    return amending.find(request.room, request.seq)


def _standing(caller: Caller, room: str) -> str:
    return standing(Membership.of(caller.user, room), caller.guest)
