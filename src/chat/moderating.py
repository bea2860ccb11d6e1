"""Moderating: who is let in, who may do what, and who is put out. Each act is an entry in the room's log.

First the user's connections are barred, so that whoever is killed after the commit has done it all. The seq of the act
is taken by the write that bars the user: what they say gets a seq below it, or none. Then the membership changes
together with the entry, then the connections are put out that came meanwhile, and last the room is told: once the act
is acknowledged, they neither hear nor speak. Whoever joins in between meets one of these.
"""

from dataclasses import replace
from typing import Any

import audit
import frames
from chat.authority import demand, outranks, standing
from chat.entries import tell_of
from chat.noticing import notice
from chat.putting_out import mute, put_out, take_out
from errors import BadFrame, Forbidden
from identity import Caller
from models import log
from models.clock import now_ms
from models.membership import MEMBER, RANKS, VISITOR, Membership, end_of
from models.message import Event
from models.post import Deed
from models.presence import Presence
from models.profile import name_of_user
from models.room import Room, Taking
from models.standing import Standing, changed

BARRING = ("mute", "kick", "ban")
NEEDS = {"invite": "invite", "promote": "set roles", "demote": "set roles"}


def moderate(caller: Caller, request: frames.Moderate, deadline: float) -> None:
    """Do it, write it down with its reason, and make it felt on every connection of the user."""
    Presence.spend(request.room, caller.user, caller.connection, now_ms())
    room = Room.named(request.room)
    mine, theirs = Membership.of(caller.user, request.room), Membership.of(request.user, request.room)
    demand(NEEDS.get(request.act, "moderate"), standing(mine, caller.guest))
    _demand_rank(caller, request, room, mine, theirs)
    act(caller, request, room, mine, theirs, deadline)


def act(
    caller: Caller, request: frames.Moderate, room: Room, mine: Membership | None, theirs: Membership, deadline: float
) -> Event:
    """Do it for whoever may: the entry that says so. Without a membership of theirs, who does it stands above ranks."""
    event, gone = log.said(_deed(caller, request, {})), list[str]()
    if not event:
        room.demand_open()
        gone = _bar(request, room, theirs)
        event = _do(caller, request, room, mine, theirs)
    audit.note(audit.ACTS[request.act], request.user, by=caller.user, address=caller.address, room=request.room)
    _make_felt(request, event, deadline, gone)
    tell_of(event, deadline, caller.connection)
    return event


def _bar(request: frames.Moderate, room: Room, theirs: Membership) -> list[str]:
    """Bar their connections before it is written, so that it holds if we are killed after that; who was taken out.

    Where it is not written in the end, a mute of the connection lasts until it joins again, and who was taken out
    comes back with its next ping.
    """
    if request.act in ("kick", "ban"):
        return take_out(request.user, request.room)
    if request.act == "mute":
        mute(request.user, request.room, _standing(request, room, theirs).muted)
    return []


def _do(caller: Caller, request: frames.Moderate, room: Room, mine: Membership | None, theirs: Membership) -> Event:
    to, name = _standing(request, room, theirs), theirs.name or name_of_user(request.user)
    fields: dict[str, Any] = {"act": request.act, "user": request.user, "name": name, "role": to.role}
    fields |= {what: until for what, until in (("muted", to.muted), ("banned", to.banned)) if until}
    if request.reason:
        fields["reason"] = request.reason
    together = changed(theirs, to, name, by=mine)
    Room.forget_barred(room, now_ms())
    return log.append(replace(_deed(caller, request, fields), taking=_taking(caller, request), together=together))


def demand_moderated(room: Room) -> None:
    """Forbidden where nobody moderates."""
    if room.access == "direct":
        raise Forbidden("a direct room has no moderators")


def _demand_rank(caller: Caller, request: frames.Moderate, room: Room, mine: Membership, theirs: Membership) -> None:
    demand_moderated(room)
    if request.user == caller.user:
        raise Forbidden("nobody does that to themselves")
    if request.act not in NEEDS and not outranks(mine, theirs):
        raise Forbidden("they rank as high as you do")


def _standing(request: frames.Moderate, room: Room, theirs: Membership) -> Standing:
    """What the user is from here on."""
    role = str(theirs.role)
    until = end_of(request.minutes)
    # Who is put out of a room for members is no member any more.
    outside = role if room.access == "open" else VISITOR
    match request.act:
        case "invite" if theirs.banned or theirs.muted:
            raise Forbidden("they are muted or banned: undo that first")
        case "invite":
            return Standing(role if theirs.belongs else MEMBER)
        case "promote" | "demote":
            return Standing(_step(role, request.act), theirs.muted, theirs.banned)
        case "mute":
            return Standing(role, until, theirs.banned)
        case "unmute":
            return Standing(role, None, theirs.banned)
        case "kick":
            return Standing(outside, theirs.muted, theirs.banned)
        case "ban":
            return Standing(outside, theirs.muted, until)
        case "unban":
            return Standing(role, theirs.muted)
    raise BadFrame("there is no such act")


def _step(role: str, act: str) -> str:
    if role == VISITOR:
        raise Forbidden("they are no member: invite them first")
    steps = RANKS[1:]
    place = steps.index(role) + (1 if act == "promote" else -1)
    if not 0 <= place < len(steps):
        raise Forbidden("there is no such step")
    return steps[place]


def _taking(caller: Caller, request: frames.Moderate) -> Taking:
    if request.act in BARRING:
        return Taking(caller.user, barring=request.user)
    return Taking(caller.user, letting_in=request.user if request.act in ("unmute", "unban") else "")


def _deed(caller: Caller, request: frames.Moderate, fields: dict[str, Any]) -> Deed:
    return Deed(request.room, request.id, caller.user, caller.name, "member", fields, asked=frames.asked(request))


def _make_felt(request: frames.Moderate, event: Event, deadline: float, gone: list[str]) -> None:
    """What the user is now reaches their connections: an act that comes again brings back nothing that was undone."""
    now = Membership.of(request.user, request.room)
    if request.act == "kick" or (request.act == "ban" and now.banned):
        why = {"act": request.act} | ({"reason": request.reason} if request.reason else {})
        put_out(request.user, request.room, why, deadline, gone=gone)
    elif request.act in ("mute", "unmute"):
        mute(request.user, request.room, now.muted)
    elif request.act == "invite":
        by = {"user": event.user, "name": event.name}
        told = {"type": "notice", "room": request.room, "seq": event.seq, "reason": "invite", "from": by}
        notice([request.user], {**told, "text": request.reason, "at": int(event.at)}, deadline)
