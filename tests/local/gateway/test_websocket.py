"""Handshakes and closings over real sockets."""

import asyncio
import json
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, InvalidUpgrade
from websockets.typing import Subprotocol

from local.gateway.server import Gateway
from tests.local.gateway.conftest import Deployed
from tests.local.gateway.ear import Ear, about
from tests.local.gateway.talk import asked, connected


async def refused(gateway: Gateway, **query: Any) -> int:
    """The status of a handshake that fails; what `$connect` shall do goes along."""
    with pytest.raises(InvalidStatus) as error:
        async with connected(gateway, {name: str(value) for name, value in query.items()}):
            pass
    return error.value.response.status_code


@pytest.mark.parametrize("status", [400, 401, 403, 499, 500, 503])
async def test_the_status_of_connect_is_the_status_of_the_handshake(gateway: Gateway, status: int) -> None:
    """websocket-connect-route-subprotocol.html: the function answers 400, wscat sees "server response: 400"."""
    assert await refused(gateway, answer=json.dumps({"statusCode": status, "body": "secret"})) == status


async def test_a_connect_that_fails_is_502_and_leaves_nothing(gateway: Gateway) -> None:
    """apigateway-websocket-api-route-keys-connect-disconnect.html: an integration failure refuses the connection."""
    assert await refused(gateway, **{"raise": "boom"}) == 502
    assert await refused(gateway, answer="{}") == 502
    assert await refused(gateway, answer='"200"') == 502
    assert not gateway.stage.connections


async def test_an_unknown_stage_is_403(gateway: Gateway) -> None:
    """apigateway-how-to-call-websocket-api-wscat.html: the address is wss://{api}/{stage}, nothing else answers."""
    url = gateway.websocket_url.removesuffix("dev")
    for path in ("prod", "", "dev/more"):
        with pytest.raises(InvalidStatus) as error:
            await connect(url + path)
        assert error.value.response.status_code == 403


async def test_connect_chooses_the_subprotocol(gateway: Gateway) -> None:
    """websocket-connect-route-subprotocol.html: the header that `$connect` returns goes to the client."""
    answer = {"statusCode": 200, "headers": {"sec-websocket-protocol": "chat"}}
    offered = [Subprotocol("other"), Subprotocol("chat")]
    async with connected(gateway, {"answer": json.dumps(answer)}, subprotocols=offered) as (socket, _):
        assert socket.subprotocol == "chat"


async def test_without_that_header_no_subprotocol_is_negotiated(gateway: Gateway, ear: Ear) -> None:
    """websocket-connect-route-subprotocol.html: it is for the integration to return the header."""
    async with connected(gateway, subprotocols=[Subprotocol("chat"), Subprotocol("more")]) as (socket, connection_id):
        assert socket.subprotocol is None
    event = await ear.first(about(connection_id, "CONNECT"))
    assert event["headers"]["Sec-WebSocket-Protocol"] == "chat, more"


async def test_compression_is_not_negotiated(gateway: Gateway) -> None:
    async with connect(gateway.websocket_url, compression="deflate") as socket:
        assert socket.response is not None and "Sec-WebSocket-Extensions" not in socket.response.headers


async def test_a_plain_request_does_not_reach_the_functions(gateway: Gateway, ear: Ear) -> None:
    before = len(ear.events)
    with pytest.raises((InvalidUpgrade, InvalidStatus)):
        await connect(gateway.websocket_url, additional_headers={"Sec-WebSocket-Version": "12"})
    assert len(ear.events) == before


@pytest.mark.parametrize(("code", "reason"), [(1000, ""), (1001, "leaving"), (4000, "why")])
async def test_disconnect_hears_the_clients_code_and_reason(gateway: Gateway, ear: Ear, code: int, reason: str) -> None:
    """apigateway-websocket-api-mapping-template-reference.html: disconnectStatusCode, disconnectReason."""
    async with connected(gateway) as (socket, connection_id):
        await socket.close(code, reason)
    context = (await ear.first(about(connection_id, "DISCONNECT")))["requestContext"]
    assert (context["disconnectStatusCode"], context["disconnectReason"]) == (code, reason)


async def test_a_close_without_a_code_is_1005(gateway: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-overview.html: 1005 when the close frame has no code."""
    async with connected(gateway) as (socket, connection_id):
        # A masked close frame with nothing in it.
        socket.transport.write(b"\x88\x80\x00\x00\x00\x00")
        await socket.wait_closed()
    context = (await ear.first(about(connection_id, "DISCONNECT")))["requestContext"]
    assert context["disconnectStatusCode"] == 1005


async def test_a_lost_tcp_connection_is_1006(gateway: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-overview.html: 1006 when there was no close frame."""
    async with connected(gateway) as (socket, connection_id):
        socket.transport.abort()
        context = (await ear.first(about(connection_id, "DISCONNECT")))["requestContext"]
    assert context["disconnectStatusCode"] == 1006
    assert context["connectedAt"] < context["requestTimeEpoch"]


async def test_a_binary_frame_is_1003(gateway: Gateway, ear: Ear) -> None:
    """websocket-api-develop-binary-media-types.html: rejected, and the client is disconnected with 1003."""
    async with connected(gateway) as (socket, connection_id):
        await socket.send(b"\x00\x01")
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1003
    context = (await ear.first(about(connection_id, "DISCONNECT")))["requestContext"]
    assert context["disconnectStatusCode"] == 1003
    assert not [event for event in ear.events if about(connection_id, "MESSAGE")(event)]


async def test_a_client_that_leaves_during_connect_is_disconnected(deployed: Deployed, ear: Ear) -> None:
    """apigateway-websocket-api-route-keys-connect-disconnect.html: $disconnect follows, as well as it can."""

    def left(event: dict[str, Any]) -> bool:
        return bool(event.get("queryStringParameters", {}).get("mark") == "left")

    async with deployed.gateway() as gateway:
        connecting = asyncio.ensure_future(connect(f"{gateway.websocket_url}?sleep=0.3&mark=left").__aenter__())
        event = await ear.first(left)
        connecting.cancel()
        await asyncio.wait([connecting])
        await ear.first(about(event["requestContext"]["connectionId"], "DISCONNECT"))
        assert not gateway.stage.connections


async def test_frames_of_one_connection_run_at_the_same_time(gateway: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-overview.html promises no order: each message is an invocation of its own."""
    async with connected(gateway) as (socket, _):
        await socket.send(json.dumps({"action": "echo", "sleep": 1.0, "n": 1}))
        assert (await asked(socket, "echo", n=2))["n"] == 2
        assert json.loads(await socket.recv())["n"] == 1


async def test_stopping_waits_for_no_function_longer_than_it_says(
    deployed: Deployed, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local.gateway.server._STOP_SECONDS", 0.3)
    gateway = deployed.gateway()
    async with gateway:
        socket = await connect(gateway.websocket_url)
        (connection_id,) = gateway.stage.connections
        await socket.send(json.dumps({"action": "quiet", "sleep": 2}))
        await ear.first(about(connection_id, "MESSAGE"))
        started = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - started < 1.8
    await socket.wait_closed()
