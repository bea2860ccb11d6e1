"""docs/asyncapi.yaml as something to hold frames to."""

from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from tests.parts.template import TREE


@cache
def document() -> dict[str, Any]:
    """The document, as it is read."""
    return dict(yaml.safe_load((TREE / "docs" / "asyncapi.yaml").read_text()))


def payload(message: str) -> dict[str, Any]:
    """The schema of one of its messages."""
    return dict(document()["components"]["messages"][message]["payload"])


def complaints(frame: dict[str, Any]) -> list[str]:
    """What is wrong with a frame on its way out; nothing where the document has it so."""
    kind = str(frame.get("type"))
    for message in (f"{kind}Entry", f"{kind}Frame"):
        if message in document()["components"]["messages"]:
            return [f"{kind}{error.json_path[1:]}: {error.message}" for error in _validator(message).iter_errors(frame)]
    return [f"the document has no frame of the type {kind}"]


@cache
def _validator(message: str) -> Draft202012Validator:
    return Draft202012Validator({**payload(message), "components": document()["components"]})
