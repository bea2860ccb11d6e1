"""What becomes of a client's messages, over real sockets and real functions."""

import asyncio
import json

import pytest

from local.gateway.server import Gateway
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
        assert (await asked(socket, "slow", sleep=1.5))["message"] == "Internal server error"
        assert asyncio.get_running_loop().time() - started < 1.2


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
