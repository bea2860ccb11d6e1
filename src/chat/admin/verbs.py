"""Every verb of `parley admin`: what it takes, and what does it. What is not in this table cannot be asked for."""

import json
from collections.abc import Mapping
from typing import Any

import audit
from chat.admin import acts, erasing, exporting, overview, proclaiming, proving, redriving
from chat.admin.asked import Asked, Verb, decode
from errors import BadFrame
from frames import fields
from frames.requests import ACCESS, ACTS, MINUTES, SLOWEST
from models.job import digest

_room: fields.Check = fields.room
_paged_room = {"room": _room, "after": fields.seq("after", 0)}
_person = {"user": fields.user}
_barring = {**_person, "minutes": fields.whole("minutes", 1, MINUTES), "reason": fields.line("reason", 200)}
_as = {"as": fields.line("as", 64, 1)}


def _place(value: object) -> str:
    """Where a list goes on: what the page before said."""
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= 4096:
        raise BadFrame("after is what the page before said")
    return value


def _scanned(value: object) -> str:
    place = _place(value)
    if place.startswith("{"):
        try:
            json.loads(place)
        except ValueError:
            raise BadFrame("after is what the page before said") from None
    return place


VERBS: Mapping[str, Verb] = {
    "rooms": Verb(overview.rooms, {"all": fields.flag("all"), "after": _scanned}, deed=False),
    "room": Verb(overview.room, {"room": _room, "after": _place}, ("room",), deed=False),
    "users": Verb(overview.users, {"room": _room, "after": _scanned}, deed=False),
    "user": Verb(overview.user, {**_person, "after": _room}, ("user",), deed=False),
    "connections": Verb(overview.connections, {"room": _room, **_person, "after": _place}, deed=False),
    "link": Verb(acts.link, {"room": _room, "seq": fields.seq("seq")}, ("room", "seq")),
    "moderate": Verb(
        acts.moderate,
        {"room": _room, **_barring, **_as, "act": fields.one_of("act", ACTS)},
        ("room", "user", "act"),
    ),
    "ban": Verb(acts.ban, _barring, ("user",)),
    "unban": Verb(acts.unban, _person, ("user",)),
    "signOut": Verb(acts.sign_out, _person, ("user",)),
    "erase": Verb(acts.erase, {"room": _room, "seq": fields.seq("seq"), **_as}, ("room", "seq")),
    "change": Verb(
        acts.change,
        {
            "room": _room,
            "access": fields.one_of("access", ACCESS),
            "title": fields.line("title", 80),
            "topic": fields.line("topic", 300),
            "archived": fields.flag("archived"),
            "slow": fields.whole("slow", 0, SLOWEST),
            **_as,
        },
        ("room",),
    ),
    "keep": Verb(acts.keep, {"room": _room, "days": fields.whole("days", 0, 3650)}, ("room", "days")),
    "announce": Verb(proclaiming.announce, {"text": fields.text, "room": _room, "after": _room, **_as}, ("text",)),
    "dead": Verb(redriving.dead, deed=False),
    "redrive": Verb(
        redriving.redrive,
        {
            "queue": fields.one_of("queue", (redriving.UNDELIVERED, redriving.UNSAID)),
            "source": fields.line("source", 64, 1),
        },
        ("queue",),
    ),
    "verify": Verb(proving.verify, _paged_room, ("room",), deed=False),
    "seal": Verb(proving.seal, _paged_room, ("room",)),
    "exportUser": Verb(
        lambda asked: exporting.export(asked["user"], asked.deadline, bool(asked["anew"])),
        {**_person, "anew": fields.flag("anew")},
        ("user",),
    ),
    "eraseUser": Verb(lambda asked: erasing.erase(asked["user"], asked.by, asked.deadline), _person, ("user",)),
}


def do(event: object, deadline: float) -> tuple[Asked, dict[str, Any]]:
    """Do what an operator asks for, and what they are answered; a deed is written into the audit trail first."""
    asked = decode(event, VERBS, deadline)
    verb = VERBS[asked.verb]
    if verb.deed:
        audit.operated(asked.verb, asked.by, **_told(asked))
    return asked, verb.does(asked)


def _told(asked: Asked) -> dict[str, Any]:
    """Where and to whom, never what was said. Who is to be forgotten is not written down for it."""
    told = {name: asked[name] for name in ("room", "user", "seq", "act", "queue", "source", "days") if asked[name]}
    if asked.verb == "eraseUser":
        told["user"] = digest(asked["user"])
    return told
