"""Route selection, as in "Create routes for WebSocket APIs in API Gateway" and "WebSocket selection expressions"."""

import pytest

from local.gateway.routes import selected

KEYS = {"$connect", "$disconnect", "$default", "join", "3", "true", "chat/join", "[1, 2]"}


@pytest.mark.parametrize(
    ("expression", "body", "key"),
    [
        ("$request.body.action", '{"action": "join"}', "join"),
        ("${request.body.action}", '{"action": "join"}', "join"),
        ("$request.body.do.what", '{"do": {"what": "join"}}', "join"),
        ("$request.body.list[1].action", '{"list": [0, {"action": "join"}]}', "join"),
        ("${request.body.service}/${request.body.action}", '{"service": "chat", "action": "join"}', "chat/join"),
        ("$request.body.action", '{"action": 3}', "3"),
        ("$request.body.action", '{"action": true}', "true"),
        ("$request.body.action", '{"action": [1, 2]}', "[1, 2]"),
        ("$request.body.action", '{"action": "leave", "action": "join"}', "join"),
    ],
)
def test_the_evaluated_expression_is_the_route_key(expression: str, body: str, key: str) -> None:
    """websocket-api-develop-routes.html: exactly matched; whatever the path gives is made a string."""
    assert selected(expression, body, KEYS) == key


@pytest.mark.parametrize(
    "body",
    [
        "",
        "hello",
        "null",
        "[]",
        '"join"',
        "{}",
        '{"Action": "join"}',
        '{"action": "Join"}',
        '{"action": "nope"}',
        '{"action": null}',
        '{"action": {"join": 1}}',
        '{"action": "join", "n": NaN}',
        "[" * 100_000,
    ],
)
def test_everything_else_takes_the_default_route(body: str) -> None:
    """websocket-api-develop-routes.html: no match, an expression that cannot be evaluated, or no JSON at all."""
    assert selected("$request.body.action", body, KEYS) == "$default"
    assert selected("$request.body.action", body, KEYS - {"$default"}) is None


@pytest.mark.parametrize("key", ["$connect", "$disconnect"])
def test_no_client_calls_a_life_cycle_route_by_name(key: str) -> None:
    assert selected("$request.body.action", f'{{"action": "{key}"}}', KEYS - {"$default"}) is None


def test_a_dollar_can_be_escaped() -> None:
    """apigateway-websocket-api-selection-expressions.html: `\\$default` is a constant."""
    assert selected("\\$default", '{"action": "join"}', KEYS) == "$default"
