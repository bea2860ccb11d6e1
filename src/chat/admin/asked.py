"""What an operator asks for: a verb, who asks, and the verb's fields, each of them checked."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from errors import BadFrame, UnknownAction
from frames.fields import Check, id_, line
from identity import Caller

# As whom an operator's deeds stand in rooms.
USER, NAME = "source:admin", "Operator"


@dataclass(frozen=True)
class Asked:
    """One request. `by` is who says that they ask: what proves it is AWS's own record of the call."""

    verb: str
    by: str
    id: str
    deadline: float
    fields: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """A field's value; None where it was left out."""
        return self.fields.get(name)

    @property
    def caller(self) -> Caller:
        """As whom it is done."""
        return Caller("", USER, self["as"] or NAME)


@dataclass(frozen=True)
class Verb:
    """What is done, with which fields, those that it needs, and whether it changes anything."""

    does: Callable[[Asked], dict[str, Any]]
    fields: Mapping[str, Check] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    deed: bool = True


_BY = line("by", 200, 1)


def decode(event: object, verbs: Mapping[str, Verb], deadline: float) -> Asked:
    """The request in an event: BadFrame or UnknownAction where there is none."""
    if not isinstance(event, dict) or not isinstance(event.get("verb"), str):
        raise BadFrame('a request names its verb: {"verb": "rooms", "by": "…"}')
    name = event["verb"]
    if name not in verbs:
        raise UnknownAction(f"a verb is one of {', '.join(sorted(verbs))}")
    verb = verbs[name]
    given = {name: value for name, value in event.items() if name not in ("verb", "by", "id")}
    if not given.keys() <= verb.fields.keys():
        raise BadFrame(f"{name} takes no other fields than {', '.join(verb.fields) or 'verb, by and id'}")
    if missing := [needed for needed in verb.needs if needed not in given]:
        raise BadFrame(f"{name} needs {', '.join(missing)}")
    fields = {name: verb.fields[name](value) for name, value in given.items()}
    request_id = id_(event.get("id", secrets.token_urlsafe(12)))
    return Asked(name, _BY(event.get("by")), request_id, deadline, fields)
