"""docs/asyncapi.yaml and the code say the same.

What goes out is held to it by every test of tests/chat and tests/handlers: their conftests look at each frame.
"""

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from errors import ParleyError
from frames.requests import ACTS, OPERATIONS, SHAPES
from tests.parts.template import TREE
from tests.parts.wire import complaints, document, payload


def test_it_has_every_action_and_no_other() -> None:
    requests = {name.removesuffix("Request") for name in document()["components"]["messages"] if "Request" in name}
    assert requests == SHAPES.keys()


@pytest.mark.parametrize("action", SHAPES)
def test_an_action_has_these_fields_and_needs_those(action: str) -> None:
    schema, shape = payload(f"{action}Request"), SHAPES[action]
    assert schema["properties"].keys() == {"action", *shape.fields}
    assert set(schema["required"]) == {"action", *shape.needs}
    assert schema["properties"]["action"] == {"const": action}


def test_it_is_a_right_schema_and_every_reference_leads_somewhere() -> None:
    for message in document()["components"]["messages"]:
        Draft202012Validator.check_schema(payload(message))
    for reference in _references(document()):
        found: Any = document()
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]


def test_it_has_every_error_and_every_act() -> None:
    codes = payload("errorFrame")["properties"]["code"]["enum"]
    assert set(codes) == {kind.code for kind in _errors(ParleyError)}
    assert document()["components"]["schemas"]["Act"]["enum"] == list(ACTS)
    assert document()["components"]["schemas"]["Operation"]["enum"] == list(OPERATIONS)


def test_every_frame_of_the_prose_is_in_it() -> None:
    prose = (TREE / "docs" / "protocol.md").read_text()
    actions = set(re.findall(r'"action":"(\w+)"', prose))
    types = set(re.findall(r'"type":"([a-zA-Z]+)"', prose))
    messages = document()["components"]["messages"]
    assert actions == SHAPES.keys()
    assert {kind for kind in types if f"{kind}Entry" not in messages and f"{kind}Frame" not in messages} == set()


def test_what_is_not_in_it_is_complained_about() -> None:
    assert complaints({"type": "pong", "heads": {}}) == []
    assert complaints({"type": "pong", "heads": {"general": "1"}}) != []
    assert complaints({"type": "pong", "heads": {}, "secret": 1}) != []
    assert complaints({"type": "hello"}) != []


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [value["$ref"]] if "$ref" in value else [one for each in value.values() for one in _references(each)]
    return [one for each in value for one in _references(each)] if isinstance(value, list) else []


def _errors(kind: type[ParleyError]) -> list[type[ParleyError]]:
    return [kind, *(one for each in kind.__subclasses__() for one in _errors(each))]
