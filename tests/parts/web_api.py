"""docs/openapi.yaml as something to hold answers to."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.parts import wire
from tests.parts.template import TREE

NAME = "openapi.yaml"
JSON = "application/json"


@cache
def document() -> dict[str, Any]:
    """The document, as it is read."""
    return dict(yaml.safe_load((TREE / "docs" / NAME).read_text()))


@cache
def registry() -> Registry[Any]:
    """Both documents, each by its name: what they share is written once, in asyncapi.yaml."""
    both = {NAME: document(), "asyncapi.yaml": wire.document()}
    return Registry[Any]().with_resources((name, DRAFT202012.create_resource(each)) for name, each in both.items())


def operations() -> dict[str, dict[str, Any]]:
    """Every operation by its route, as API Gateway writes it: `GET /rooms`."""
    methods = ("get", "post", "put", "patch", "delete")
    return {
        f"{method.upper()} {path}": item[method]
        for path, item in document()["paths"].items()
        for method in methods
        if method in item
    }


def complaints(route: str, status: int, body: Any) -> list[str]:
    """What is wrong with an answer; nothing where the document has it so. An unknown route has errors alone."""
    if route not in operations():
        place = "#/components/responses/error"
    else:
        named = str(status) if str(status) in operations()[route]["responses"] else "default"
        method, path = route.split(" ")
        place = f"#/paths/{_escaped(path)}/{method.lower()}/responses/{named}"
        if status < 400 and named == "default":
            return [f"{route} answers {status}, which is not in the document"]
    resolved = registry().resolver(NAME).lookup(place)
    answer = resolved.contents
    place = answer.get("$ref", place)
    schema = {"$ref": f"{NAME}{place}/content/{_escaped(JSON)}/schema"}
    errors = Draft202012Validator(schema, registry=registry()).iter_errors(body)
    return [f"{route} {status}{error.json_path[1:]}: {error.message}" for error in errors]


def _escaped(step: str) -> str:
    """A step of a JSON pointer in a URL: https://www.rfc-editor.org/rfc/rfc6901#section-6"""
    return step.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


Door = Callable[[dict[str, Any], Any], dict[str, Any]]


def held(door: Door, heard: list[str]) -> Door:
    """The same door; what the document does not have of its answers is written down."""

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        answer = door(event, context)
        heard.extend(complaints(_route(event), answer["statusCode"], json.loads(answer["body"])))
        return answer

    return handler


def _route(event: dict[str, Any]) -> str:
    """A REST API's event has its method and resource apart."""
    return str(event.get("routeKey") or f"{event['httpMethod']} {event['resource']}")
