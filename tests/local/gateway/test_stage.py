"""What becomes of a client's messages, over real sockets and real functions."""

import asyncio
import json
from dataclasses import replace

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from local.gateway.server import Gateway
from local.gateway.throttle import Rate
from tests.local.gateway.conftest import Deployed
from tests.local.gateway.ear import Ear, about
from tests.local.gateway.talk import asked, connected


async def test_a_route_with_a_route_response_answers(gateway: Gateway) -> None:
    """apigateway-websocket-api-route-response.html: the body goes back to the client."""
    async with connected(gateway) as (socket, _):
        assert await asked(socket, "echo", n=1) == {"action": "echo", "n": 1}


async def test_without_a_route_response_nothing_returns(gateway: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-route-response.html: without one the client hears nothing, whatever the body."""
    async with connected(gateway) as (socket, connection_id):
        await socket.send(json.dumps({"action": "quiet", "answer": {"statusCode": 500, "body": "secret"}}))
        await ear.first(about(connection_id, "MESSAGE"))
        assert await asked(socket, "echo", n=2) == {"action": "echo", "n": 2}


async def test_no_route_and_no_default_is_an_error_frame(gateway: Gateway, ear: Ear) -> None:
    """websocket-api-develop-routes.html: no match and no $default route is an error."""
    async with connected(gateway) as (socket, connection_id):
        frame = await asked(socket, "nowhere")
        assert frame == {"message": "Forbidden", "connectionId": connection_id, "requestId": frame["requestId"]}
        await socket.send("no json")
        assert json.loads(await socket.recv())["message"] == "Forbidden"
    await ear.first(about(connection_id, "DISCONNECT"))
    assert not [event for event in ear.events if about(connection_id, "MESSAGE")(event)]


async def test_default_takes_what_no_route_takes(guarded: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-routes-integrations.html: $default for no match and for what is no JSON."""
    async with connected(guarded, {"token": "1"}) as (socket, connection_id):
        for message in ("no json", '{"do": {"what": "hello"}}', '{"do": {"what": "bye"}}'):
            await socket.send(message)
        events = await ear.some(about(connection_id, "MESSAGE"), 3)
    routed = {event["body"]: event["requestContext"]["routeKey"] for event in events}
    assert routed == {
        "no json": "$default",
        '{"do": {"what": "hello"}}': "hello",
        '{"do": {"what": "bye"}}': "$default",
    }


async def test_connect_and_disconnect_never_fall_back_to_default(guarded: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-route-keys-connect-disconnect.html: both are routes of their own, and optional."""
    async with connected(guarded, {"token": "1"}) as (_, connection_id):
        pass
    async with connected(guarded, {"token": "1"}) as (socket, later):
        await socket.send("after")
        await ear.first(about(later, "MESSAGE"))
    assert not [event for event in ear.events if about(connection_id, "DISCONNECT")(event)]


@pytest.mark.parametrize("wish", [{"raise": "secret"}, {"answer": {}}, {"answer": "null"}, {"answer": "[]"}])
async def test_a_failure_is_an_internal_server_error_and_no_more(gateway: Gateway, wish: dict[str, object]) -> None:
    """set-up-lambda-proxy-integrations.html: an error or a malformed answer; its text stays in the terminal."""
    async with connected(gateway) as (socket, connection_id):
        frame = await asked(socket, "quiet", **wish)
        assert frame.keys() == {"message", "connectionId", "requestId"}
        assert (frame["message"], frame["connectionId"]) == ("Internal server error", connection_id)


async def test_the_integration_timeout_is_kept(gateway: Gateway) -> None:
    """apigateway-execution-service-websocket-limits-table.html: 50 ms to 29 s, set by the integration."""
    async with connected(gateway) as (socket, _):
        await asked(socket, "echo")
        started = asyncio.get_running_loop().time()
        assert (await asked(socket, "slow", sleep=3))["message"] == "Internal server error"
        assert asyncio.get_running_loop().time() - started < 2.5


async def test_a_throttled_message_is_answered_and_not_invoked(gateway: Gateway, ear: Ear) -> None:
    """websocket-api-protect.html: beyond burst and rate a client gets Too Many Requests."""
    async with connected(gateway) as (socket, connection_id):
        for _ in range(4):
            await socket.send('{"action": "limited"}')
        frames = [json.loads(await socket.recv()) for _ in range(4)]
        throttled = [frame for frame in frames if frame.get("message") == "Too Many Requests"]
        assert len(throttled) == 2 and throttled[0].keys() == {"message", "connectionId", "requestId"}
        await asked(socket, "echo")
    assert len([event for event in ear.events if about(connection_id, "MESSAGE")(event)]) == 3


async def test_connected_at_is_the_same_in_all_events(gateway: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-mapping-template-reference.html: connectedAt is the connection's time."""
    async with connected(gateway) as (socket, connection_id):
        await asked(socket, "echo")
    await ear.first(about(connection_id, "DISCONNECT"))
    of_this = [event for event in ear.events if event["requestContext"]["connectionId"] == connection_id]
    assert len({event["requestContext"]["connectedAt"] for event in of_this}) == 1
    assert len({event["requestContext"]["requestId"] for event in of_this}) == len(of_this) == 3


async def test_a_route_with_iam_authorization_wants_a_signed_handshake(deployed: Deployed) -> None:
    """apigateway-websocket-control-access-iam.html: unsigned is refused; any signature is believed."""
    apis = deployed.client("apigatewayv2")
    (route,) = [one for one in apis.get_routes(ApiId=deployed.plain)["Items"] if one["RouteKey"] == "$connect"]
    apis.update_route(ApiId=deployed.plain, RouteId=route["RouteId"], AuthorizationType="AWS_IAM")
    try:
        async with deployed.gateway() as gateway:
            with pytest.raises(InvalidStatus) as refused:
                await connect(gateway.websocket_url)
            assert refused.value.response.status_code == 403
            signed = {"Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request"}
            async with connected(gateway, additional_headers=signed) as (socket, _):
                assert await asked(socket, "echo") == {"action": "echo"}
    finally:
        apis.update_route(ApiId=deployed.plain, RouteId=route["RouteId"], AuthorizationType="NONE")


async def refused(gateway: Gateway, **query: str) -> int:
    """The status of a handshake that fails."""
    with pytest.raises(InvalidStatus) as error:
        async with connected(gateway, query):
            pass
    return error.value.response.status_code


async def test_a_throttled_handshake_is_429(gateway: Gateway) -> None:
    """websocket-api-protect.html: route throttling concerns `$connect` as well."""
    gateway.stage.deploy(replace(gateway.stage.api, route_rates={"$connect": Rate(0.1, 1)}))
    async with connected(gateway):
        assert await refused(gateway) == 429


async def test_a_connect_that_takes_too_long_is_504(gateway: Gateway) -> None:
    """apigateway-execution-service-websocket-limits-table.html: the integration timeout refuses the connection."""
    routes = dict(gateway.stage.api.routes)
    routes["$connect"] = replace(routes["$connect"], timeout_seconds=0.2)
    gateway.stage.deploy(replace(gateway.stage.api, routes=routes))
    assert await refused(gateway, sleep="0.8") == 504


async def test_both_life_cycle_routes_are_optional(gateway: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-route-keys-connect-disconnect.html: an integration for them is optional."""
    routes = {key: route for key, route in gateway.stage.api.routes.items() if key == "echo"}
    gateway.stage.deploy(replace(gateway.stage.api, routes=routes))
    async with connected(gateway) as (socket, connection_id):
        assert await asked(socket, "echo") == {"action": "echo"}
    heard = [event for event in ear.events if event["requestContext"]["connectionId"] == connection_id]
    assert [event["requestContext"]["routeKey"] for event in heard] == ["echo"]


async def test_a_disconnect_that_fails_concerns_the_terminal(
    deployed: Deployed, caplog: pytest.LogCaptureFixture
) -> None:
    async with deployed.gateway() as gateway:
        route = replace(gateway.stage.api.routes["$disconnect"], function="nobody")
        gateway.stage.deploy(replace(gateway.stage.api, routes={"$disconnect": route}))
        async with connected(gateway):
            pass
    assert "$disconnect: invoking it failed" in caplog.text
