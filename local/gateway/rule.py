"""One rule of a fault script. What it may say is written down in `faults`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

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


def parsed(rule: object, number: int) -> Rule:
    """The rule in one line of a script; raises FaultScriptError with the line's number."""
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
    nth = rule.get("nth", ())
    return Rule(**{**rule, "nth": (nth,) if isinstance(nth, int) else tuple(nth)})
