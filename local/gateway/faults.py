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
from typing import Any

from local.gateway.errors import FaultScriptError
from local.gateway.events import Caller
from local.gateway.rule import Rule, parsed


class Faults:
    """A fault script under way. With no rules nothing ever happens."""

    def __init__(self, script: Mapping[str, Any] | None = None) -> None:
        script = {} if script is None else script
        if not isinstance(script, Mapping) or not script.keys() <= {"seed", "rules"}:
            raise FaultScriptError('a fault script is an object with "seed" and "rules"')
        self._random = random.Random(script.get("seed", 0))
        self._rules: dict[str, list[Rule]] = {}
        self._script = [parsed(rule, number) for number, rule in enumerate(script.get("rules", ()), 1)]
        for one in self._script:
            self._rules.setdefault(one.on, []).append(one)

    @property
    def followed(self) -> list[int]:
        """How often each rule of the script was followed, in the script's order."""
        return [rule.followed for rule in self._script]

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
