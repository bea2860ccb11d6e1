"""The fault script: what shall go wrong, for whom, and when.

    {"seed": 7, "rules": [
        {"on": "post", "connection": 3, "status": 410},
        {"on": "post", "probability": 0.05, "reset": true, "delivered": true},
        {"on": "message", "route": "sendMessage", "nth": [1, 4], "duplicate": "concurrent"},
        {"on": "disconnect", "drop": true, "times": 2},
        {"on": "open", "query": {"guest": "ana"}, "idle_seconds": 1}]}

For each happening the first rule that fits is followed, no other.

`on`, what happens                     what can be done about it
  post, get, delete  at @connections     `delay`, `status` (an HTTP status), `hang` (never answer), `reset` (kill the
                                         HTTP connection); post: `delivered` (after the message went to the socket)
  connect            $connect is invoked `delay`, `status` (refuse the handshake), `duplicate`
  message            a route is invoked  `delay`, `drop`, `duplicate`, `pair`
  disconnect         $disconnect is      `delay`, `drop`, `duplicate`
  open               a connection opens  `idle_seconds`, `duration_seconds` (its own limits)

`delay` is in seconds and comes first. `duplicate` is "serial" or "concurrent": the function is invoked twice with one
event. `pair` holds a frame until the next one of that connection comes: "parallel" invokes both at once, "reversed" the
second before the first; a frame that stays alone goes on after `delay` seconds (5 when not given).

Who: `id` (a connection's id), `connection` (the number of its handshake, from 1 since the gateway started), `query` and
`header` (values of its handshake), `route`. When: `nth` (a number or numbers: of the happenings that concern the rule's
who, from 1), `probability` (with the script's `seed`), `times` (at most so often).
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from local.gateway.errors import FaultScriptError
from local.gateway.events import Caller

_WHO_AND_WHEN = frozenset({"on", "id", "connection", "query", "header", "route", "nth", "probability", "times"})
_HTTP = frozenset({"delay", "status", "hang", "reset"})
_DOABLE = {
    "post": _HTTP | {"delivered"},
    "get": _HTTP,
    "delete": _HTTP,
    "connect": frozenset({"delay", "status", "duplicate"}),
    "message": frozenset({"delay", "drop", "duplicate", "pair"}),
    "disconnect": frozenset({"delay", "drop", "duplicate"}),
    "open": frozenset({"idle_seconds", "duration_seconds"}),
}
_CHOICES = {"duplicate": ("serial", "concurrent"), "pair": ("parallel", "reversed")}
_TYPES: dict[str, tuple[type, ...]] = {
    "on": (str,),
    "id": (str,),
    "route": (str,),
    "connection": (int,),
    "times": (int,),
    "status": (int,),
    "query": (dict,),
    "header": (dict,),
    "nth": (int, list, tuple),
    "probability": (int, float),
    "delay": (int, float),
    "idle_seconds": (int, float),
    "duration_seconds": (int, float),
    "hang": (bool,),
    "reset": (bool,),
    "drop": (bool,),
    "delivered": (bool,),
    "duplicate": (str,),
    "pair": (str,),
}


@dataclass
class Rule:
    """One line of the script, and how often it was met."""

    on: str
    id: str | None = None
    connection: int | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    header: Mapping[str, str] = field(default_factory=dict)
    route: str | None = None
    nth: tuple[int, ...] = ()
    probability: float = 1.0
    times: int | None = None
    delay: float = 0.0
    status: int | None = None
    hang: bool = False
    reset: bool = False
    delivered: bool = False
    drop: bool = False
    duplicate: str = ""
    pair: str = ""
    idle_seconds: float | None = None
    duration_seconds: float | None = None
    met: int = 0
    followed: int = 0

    def concerns(self, connection_id: str, caller: Caller | None, route: str | None) -> bool:
        """Whether this happening is one of those that the rule is about."""
        if self.id not in (None, connection_id) or self.route not in (None, route):
            return False
        if caller is None:
            return self.connection is None and not self.query and not self.header
        return (
            self.connection in (None, caller.number)
            and self.query.items() <= dict(caller.handshake.query).items()
            and all(caller.handshake.header(name) == value for name, value in self.header.items())
        )


class Faults:
    """A fault script under way. With no rules nothing ever happens."""

    def __init__(self, script: Mapping[str, Any] | None = None) -> None:
        script = script or {}
        if not isinstance(script, Mapping) or not script.keys() <= {"seed", "rules"}:
            raise FaultScriptError('a fault script is an object with "seed" and "rules"')
        self._random = random.Random(script.get("seed", 0))
        self._rules: dict[str, list[Rule]] = {}
        for number, rule in enumerate(script.get("rules", ()), 1):
            self._rules.setdefault(_checked(rule, number)["on"], []).append(Rule(**_tupled(rule)))

    def meet(self, on: str, connection_id: str, caller: Caller | None, route: str | None = None) -> Rule | None:
        """The rule to follow for this happening, or none."""
        for rule in self._rules.get(on, ()):
            if rule.concerns(connection_id, caller, route):
                rule.met += 1
                if self._due(rule):
                    rule.followed += 1
                    return rule
        return None

    def _due(self, rule: Rule) -> bool:
        if rule.nth and rule.met not in rule.nth:
            return False
        if rule.times is not None and rule.followed >= rule.times:
            return False
        return rule.probability >= 1 or self._random.random() < rule.probability


def _checked(rule: object, number: int) -> dict[str, Any]:
    if not isinstance(rule, dict) or rule.get("on") not in _DOABLE:
        raise FaultScriptError(f'rule {number} needs "on", one of {", ".join(_DOABLE)}')
    known = {one.name for one in fields(Rule)} - {"met", "followed"}
    for name, value in rule.items():
        if name not in known or name not in _WHO_AND_WHEN | _DOABLE[rule["on"]]:
            raise FaultScriptError(f'rule {number}: {name!r} cannot be said on "{rule["on"]}"')
        if not isinstance(value, _TYPES[name]) or isinstance(value, bool) != (_TYPES[name] == (bool,)):
            wanted = " or ".join(one.__name__ for one in _TYPES[name])
            raise FaultScriptError(f"rule {number}: {name!r} is a {wanted}")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise FaultScriptError(f"rule {number}: {name!r} is one of {', '.join(_CHOICES[name])}")
    return rule


def _tupled(rule: Mapping[str, Any]) -> dict[str, Any]:
    nth = rule.get("nth", ())
    return {**rule, "nth": (nth,) if isinstance(nth, int) else tuple(nth)}
