"""The whole gateway in front of a real emulator."""

import json
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from local.gateway.errors import NotDeployed
from local.gateway.server import Gateway
from tests.local.gateway.conftest import Deployed
from tests.local.gateway.ear import Ear, Heard, about
from tests.local.gateway.talk import Management, connected


async def test_a_function_finds_its_way_back_by_the_event(gateway: Gateway, ear: Ear) -> None:
    """apigateway-how-to-call-websocket-api-connections.html: domainName and stage name the endpoint."""
    async with connect(gateway.websocket_url) as socket:
        await socket.send(json.dumps({"action": "echo", "x": 1}))
        assert json.loads(await socket.recv()) == {"action": "echo", "x": 1}
        (connection_id,) = gateway.stage.connections
        context = (await ear.first(about(connection_id, "MESSAGE")))["requestContext"]
        assert f"http://{context['domainName']}/{context['stage']}" == gateway.connections_url
        await Management(gateway).post(connection_id, b"back")
        assert await socket.recv() == "back"


def _is_disconnect(event: Heard) -> bool:
    return bool(event["requestContext"]["routeKey"] == "$disconnect")


async def test_stopping_says_1001_and_invokes_disconnect(deployed: Deployed, ear: Ear) -> None:
    """apigateway-websocket-api-overview.html: $disconnect also when the server ends the connection."""
    async with deployed.gateway() as gateway:
        sockets = [await connect(gateway.websocket_url) for _ in range(20)]
        ids = list(gateway.stage.connections)
    told = {one["requestContext"]["connectionId"] for one in ear.events if _is_disconnect(one)}
    assert set(ids) <= told
    for socket in sockets:
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1001


async def test_both_doors_are_on_loopback_only(gateway: Gateway) -> None:
    assert urlsplit(gateway.websocket_url).hostname == urlsplit(gateway.connections_url).hostname == "127.0.0.1"


async def test_two_gateways_do_not_mix(deployed: Deployed) -> None:
    async with deployed.gateway() as one, deployed.gateway() as other, connected(one) as (_, connection_id):
        management = Management(other)
        with pytest.raises(management.exceptions.GoneException):
            await management.post(connection_id, b"not here")


async def test_an_api_that_is_not_there_is_said(deployed: Deployed) -> None:
    with pytest.raises(NotDeployed, match="nowhere"):
        async with deployed.gateway(api="nowhere"):
            pass
