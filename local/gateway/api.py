"""The deployed API, read from the emulator's control plane."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from local.gateway.errors import NotDeployed
from local.gateway.limits import INTEGRATION_SECONDS
from local.gateway.routes import CONNECT
from local.gateway.settings_case import understand_settings
from local.gateway.throttle import Rate

if TYPE_CHECKING:
    from mypy_boto3_apigatewayv2 import ApiGatewayV2Client

_FUNCTION = re.compile(r"/functions/([^/]+)/invocations$")


@dataclass(frozen=True)
class Route:
    """Where a route leads: a function, how long it may take, and whether its answer's body goes back to the client."""

    key: str
    function: str
    timeout_seconds: float
    responds: bool


@dataclass(frozen=True)
class Authorizer:
    """The function that is asked before `$connect`, and what a handshake must bring for it."""

    function: str
    identity_sources: tuple[str, ...]


@dataclass(frozen=True)
class Api:
    """One stage of one WebSocket API, as it is deployed."""

    api_id: str
    stage: str
    selection_expression: str
    routes: Mapping[str, Route]
    authorizer: Authorizer | None
    signed: bool
    variables: Mapping[str, str]
    default_rate: Rate | None
    route_rates: Mapping[str, Rate]


def read(client: "ApiGatewayV2Client", api_id: str | None, stage: str) -> Api:
    """What is deployed now; raises NotDeployed when there is no such API or stage, or it needs more than Lambda."""
    understand_settings(client)
    apis = [one for one in _items(client, "get_apis") if one["ProtocolType"] == "WEBSOCKET"]
    api = _only(apis, api_id)
    found = {one["StageName"]: one for one in _items(client, "get_stages", ApiId=api["ApiId"])}
    if stage not in found:
        raise NotDeployed(f"the API {api['ApiId']} has no stage {stage!r}; it has {sorted(found) or 'none'}")
    settings = found[stage]
    variables = settings.get("StageVariables") or {}
    routes = _items(client, "get_routes", ApiId=api["ApiId"])
    connect: dict[str, Any] = next((one for one in routes if one["RouteKey"] == CONNECT), {})
    rates = {key: _rate(value) for key, value in (settings.get("RouteSettings") or {}).items()}
    return Api(
        api_id=api["ApiId"],
        stage=stage,
        selection_expression=api["RouteSelectionExpression"],
        routes=_routes(client, api["ApiId"], routes, variables),
        authorizer=_authorizer(client, api["ApiId"], connect, variables),
        signed=connect.get("AuthorizationType") == "AWS_IAM",
        variables=variables,
        default_rate=_rate(settings.get("DefaultRouteSettings") or {}),
        route_rates={key: rate for key, rate in rates.items() if rate},
    )


def _only(apis: list[dict[str, Any]], api_id: str | None) -> dict[str, Any]:
    known = sorted(one["ApiId"] for one in apis)
    if api_id is None and len(apis) == 1:
        return apis[0]
    if api_id is None:
        raise NotDeployed(f"{len(apis)} WebSocket APIs are deployed {known}; name one with --api")
    for one in apis:
        if one["ApiId"] == api_id:
            return one
    raise NotDeployed(f"no WebSocket API {api_id!r} is deployed; there is {known or 'none'}")


def _routes(
    client: "ApiGatewayV2Client", api_id: str, routes: list[dict[str, Any]], variables: Mapping[str, str]
) -> dict[str, Route]:
    integrations = {one["IntegrationId"]: one for one in _items(client, "get_integrations", ApiId=api_id)}
    return {
        one["RouteKey"]: _route(client, api_id, one, integrations, variables) for one in routes if one.get("Target")
    }


def _route(
    client: "ApiGatewayV2Client",
    api_id: str,
    route: dict[str, Any],
    integrations: dict[str, Any],
    variables: Mapping[str, str],
) -> Route:
    integration = integrations[route["Target"].removeprefix("integrations/")]
    if integration["IntegrationType"] != "AWS_PROXY":
        raise NotDeployed(f"the route {route['RouteKey']} has no AWS_PROXY integration: this gateway runs Lambda only")
    if route.get("ApiKeyRequired"):
        raise NotDeployed(f"the route {route['RouteKey']} wants an API key: this gateway knows no usage plans")
    # An answer goes back only when the route has both: a response selection expression and a route response.
    responds = bool(route.get("RouteResponseSelectionExpression")) and bool(
        _items(client, "get_route_responses", ApiId=api_id, RouteId=route["RouteId"])
    )
    seconds = (integration.get("TimeoutInMillis") or INTEGRATION_SECONDS * 1000) / 1000
    function = _function(integration["IntegrationUri"], variables)
    return Route(route["RouteKey"], function, min(seconds, INTEGRATION_SECONDS), responds)


def _authorizer(
    client: "ApiGatewayV2Client", api_id: str, connect: dict[str, Any], variables: Mapping[str, str]
) -> Authorizer | None:
    if connect.get("AuthorizationType") != "CUSTOM":
        return None
    for one in _items(client, "get_authorizers", ApiId=api_id):
        if one["AuthorizerId"] == connect.get("AuthorizerId"):
            return Authorizer(_function(one["AuthorizerUri"], variables), tuple(one.get("IdentitySource") or ()))
    raise NotDeployed("the $connect route names an authorizer that is not deployed")


def _function(uri: str, variables: Mapping[str, str]) -> str:
    uri = re.sub(r"\$\{stageVariables\.(\w+)\}", lambda found: variables.get(found[1], ""), uri)
    found = _FUNCTION.search(uri)
    if not found:
        raise NotDeployed(f"{uri} is no integration with a Lambda function")
    return found[1]


def _rate(settings: Mapping[str, Any]) -> Rate | None:
    per_second, burst = settings.get("ThrottlingRateLimit"), settings.get("ThrottlingBurstLimit")
    given = [float(one) for one in (per_second, burst) if one is not None]
    return Rate(given[0], given[-1]) if given else None


def _items(client: "ApiGatewayV2Client", operation: str, **arguments: str) -> list[dict[str, Any]]:
    pages = client.get_paginator(operation).paginate(**arguments)  # type: ignore[call-overload]
    return [item for page in pages for item in page["Items"]]
