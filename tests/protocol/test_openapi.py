"""docs/openapi.yaml, the code and the template say the same.

What is answered is held to it by every test of tests/handlers: their conftest looks at each answer.
"""

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chat import uploads
from frames.requests import SHAPES
from handlers.http_api import ROUTES
from manners.request import STATUSES
from tests.parts.template import load
from tests.parts.web_api import NAME, complaints, document, operations, registry

# What the query of a route is on the wire.
ASKED = {
    "GET /rooms": {"rooms"},
    "GET /rooms/{room}/messages": {"history", "search"},
    "GET /me/rooms/{room}/messages": {"history"},
}
WEBHOOK = "POST /rooms/{room}"


def test_every_route_of_the_template_is_in_it_and_no_other() -> None:
    resources = load()["Resources"].values()
    routes = [one["Properties"] for one in resources if one["Type"] == "AWS::ApiGatewayV2::Route"]
    by_http = {route["RouteKey"] for route in routes if route["ApiId"] == {"Ref": "Http"}}
    events = [event for one in resources for event in one.get("Properties", {}).get("Events", {}).values()]
    hooks = {
        f"{one['Method'].upper()} {one['Path']}" for one in (e["Properties"] for e in events if e["Type"] == "Api")
    }
    assert operations().keys() == by_http | hooks
    assert hooks == {WEBHOOK}


def test_every_route_of_the_door_is_in_it() -> None:
    assert operations().keys() - ROUTES.keys() == {WEBHOOK, "POST /guests"}
    assert ROUTES.keys() <= operations().keys()


def test_a_route_without_a_token_is_one_without_an_authorizer() -> None:
    routes = [one["Properties"] for one in load()["Resources"].values() if one["Type"] == "AWS::ApiGatewayV2::Route"]
    open_to_all = {route["RouteKey"] for route in routes if route["AuthorizationType"] == "NONE"}
    said = {route: operation.get("security", [{"token": []}]) for route, operation in operations().items()}
    assert {route for route, security in said.items() if security == []} == open_to_all & said.keys()
    assert said[WEBHOOK] == [{"key": []}]


@pytest.mark.parametrize("route", ASKED)
def test_a_query_has_what_the_action_has(route: str) -> None:
    fields = {name for action in ASKED[route] for name in SHAPES[action].fields} | {"search"}
    asked = {parameter["name"] for parameter in _parameters(route, "query")}
    assert asked and asked <= fields


@pytest.mark.parametrize("route", operations())
def test_each_part_of_the_path_is_said(route: str) -> None:
    assert {one["name"] for one in _parameters(route, "path")} == set(re.findall(r"{(\w+)}", route))


def test_files_are_those_that_may_be_uploaded() -> None:
    body = operations()["POST /rooms/{room}/uploads"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(body["properties"]["type"]["enum"]) == uploads.TYPES
    assert body["properties"]["size"]["maximum"] == uploads.LARGEST
    assert body["properties"]["name"]["maxLength"] == uploads.NAME_BYTES


def test_every_operation_has_a_name_of_its_own_and_says_what_errors_look_like() -> None:
    names = [operation["operationId"] for operation in operations().values()]
    assert len(names) == len(set(names))
    for route, operation in operations().items():
        assert "default" in operation["responses"], route
    assert {400, 401, 403, 404, 409, 413, 429, 500, 503} == set(STATUSES.values())


def test_schemas_are_right_and_every_reference_leads_somewhere() -> None:
    resolver = registry().resolver(NAME)
    for reference in _references(document()):
        assert resolver.lookup(reference).contents
    for schema in _schemas(document()):
        Draft202012Validator.check_schema(schema)


def test_what_is_not_in_it_is_complained_about() -> None:
    assert complaints("GET /me", 200, {"user": "oidc:1", "name": "Ana"}) == []
    assert complaints("GET /me", 200, {"user": "oidc:1", "name": "Ana", "email": "a@example.com"}) != []
    assert complaints("GET /me", 201, {"user": "oidc:1", "name": "Ana"}) != []
    assert complaints("GET /me", 401, {"message": "Unauthorized"}) == []
    assert complaints("GET /me", 500, {"message": "Unauthorized"}) != []


def _parameters(route: str, where: str) -> list[dict[str, Any]]:
    method, path = route.split(" ")
    item = document()["paths"][path]
    given = [*item.get("parameters", []), *item[method.lower()].get("parameters", [])]
    found = [
        document()["components"]["parameters"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        for one in given
    ]
    return [one for one in found if one["in"] == where]


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [value["$ref"]] if "$ref" in value else [one for each in value.values() for one in _references(each)]
    return [one for each in value for one in _references(each)] if isinstance(value, list) else []


def _schemas(value: Any) -> list[Any]:
    if isinstance(value, dict):
        own = [value["schema"]] if isinstance(value.get("schema"), dict) else []
        return own + [one for each in value.values() for one in _schemas(each)]
    return [one for each in value for one in _schemas(each)] if isinstance(value, list) else []
