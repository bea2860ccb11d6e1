"""What CloudFormation makes of conditions and of text, for a template whose parameters have been told.

A resource's `Ref` is its logical id here.
"""

import re
from typing import Any

PSEUDO = {
    "AWS::Region": "eu-west-1",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "parley",
    "AWS::Partition": "aws",
    "AWS::AccountId": "111122223333",
    "AWS::NoValue": None,
}


class Told:
    """A template, and its parameters: those told, the others at their defaults."""

    def __init__(self, template: dict[str, Any], parameters: dict[str, str]) -> None:
        assert parameters.keys() <= template["Parameters"].keys()
        defaults = {name: one["Default"] for name, one in template["Parameters"].items()}
        self.values: dict[str, Any] = {**PSEUDO, **defaults, **parameters}
        self._conditions = template["Conditions"]

    def holds(self, condition: str) -> bool:
        """Whether a condition that has a name holds."""
        return self.true(self._conditions[condition])

    def true(self, said: dict[str, Any]) -> bool:
        """Whether a condition holds as it is written."""
        ((function, value),) = said.items()
        if function == "Condition":
            return self.holds(value)
        if function == "Fn::Equals":
            return bool(resolved(value[0], self) == resolved(value[1], self))
        held = [self.true(one) for one in value]
        return {"Fn::Not": not held[0], "Fn::And": all(held), "Fn::Or": any(held)}[function]


def resolved(value: Any, told: Told) -> Any:
    """The value of an intrinsic function, of those that make text."""
    if not isinstance(value, dict):
        return value
    ((function, given),) = value.items()
    if function == "Ref":
        return told.values.get(given, given)
    if function == "Fn::If":
        return resolved(given[1 if told.holds(given[0]) else 2], told)
    assert function == "Fn::Sub", f"{function} makes no text"
    text, more = given if isinstance(given, list) else (given, {})
    names = {name: resolved(one, told) for name, one in more.items()}
    return re.sub(r"\$\{([\w:.]+)\}", lambda found: str(names.get(found[1], told.values.get(found[1], found[1]))), text)
