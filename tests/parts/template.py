"""template.yaml as data: intrinsic functions in their long form, parameters as their defaults."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TREE = Path(__file__).resolve().parent.parent.parent
TEMPLATE = TREE / "template.yaml"


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms: `!Ref x` is {"Ref": "x"}, `!Sub x` is {"Fn::Sub": "x"}."""


def _intrinsic(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _intrinsic)


def load(path: Path = TEMPLATE) -> dict[str, Any]:
    """The template as it is written, to be changed by whoever asks."""
    return deepcopy(_parsed(path.read_text()))


@cache
def _parsed(text: str) -> dict[str, Any]:
    """Read once: to read it takes a quarter of a second, and thousands of tests ask for a table of it."""
    loaded: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return loaded


def with_defaults(template: dict[str, Any]) -> dict[str, Any]:
    """The same template with each reference to a parameter replaced by the parameter's default."""
    defaults = {name: given.get("Default") for name, given in template.get("Parameters", {}).items()}

    def resolved(value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == {"Ref"} and value["Ref"] in defaults:
                return defaults[value["Ref"]]
            return {key: resolved(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [resolved(inner) for inner in value]
        return value

    resources: dict[str, Any] = resolved(template["Resources"])
    return {**template, "Resources": resources}
