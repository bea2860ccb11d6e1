"""The gateway's own commands."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from local.gateway.server import Gateway
from tests.local.gateway.conftest import Deployed
from tests.local.gateway.ear import Ear, about
from tests.local.gateway.talk import asked, connected


@pytest.fixture
async def http(gateway: Gateway) -> AsyncIterator[ClientSession]:
    async with ClientSession(gateway.connections_url.removesuffix("dev")) as session:
        yield session


async def told(http: ClientSession, command: str, body: Any = None) -> tuple[int, Any]:
    async with http.post(f"_gateway/{command}", json=body) as answer:
        return answer.status, await answer.json()


async def health(http: ClientSession) -> Any:
    async with http.get("_gateway/health") as answer:
        assert answer.status == 200
        return await answer.json()


async def test_health_counts_connections_and_invocations(deployed: Deployed, ear: Ear) -> None:
    async with deployed.gateway(concurrency=1) as gateway, ClientSession() as http:
        url = gateway.connections_url.removesuffix("dev") + "_gateway/health"

        async def health() -> Any:
            async with http.get(url) as answer:
                return await answer.json()

        assert await health() == {"connections": 0, "waiting": 0, "running": 0}
        async with connected(gateway) as (socket, connection_id):
            for number in range(3):
                await socket.send(json.dumps({"action": "echo", "n": number, "sleep": 0.5}))
            await ear.first(about(connection_id, "MESSAGE"))
            assert await health() == {"connections": 1, "waiting": 2, "running": 1}
            for _ in range(3):
                await socket.recv()


async def test_a_redeployed_route_is_served_without_dropping_connections(
    deployed: Deployed, gateway: Gateway, http: ClientSession
) -> None:
    apis = deployed.client("apigatewayv2")
    (echo,) = [one for one in apis.get_routes(ApiId=deployed.plain)["Items"] if one["RouteKey"] == "quiet"]
    async with connected(gateway) as (socket, _):
        assert (await asked(socket, "fresh"))["message"] == "Forbidden"
        added = apis.create_route(
            ApiId=deployed.plain,
            RouteKey="fresh",
            Target=echo["Target"],
            RouteResponseSelectionExpression="$default",
        )
        try:
            apis.create_route_response(ApiId=deployed.plain, RouteId=added["RouteId"], RouteResponseKey="$default")
            status, answer = await told(http, "reload")
            assert status == 200 and "fresh" in answer["routes"]
            assert await asked(socket, "fresh") == {"action": "fresh"}
        finally:
            apis.delete_route(ApiId=deployed.plain, RouteId=added["RouteId"])


async def test_a_reload_that_fails_says_so_and_changes_nothing(
    deployed: Deployed, gateway: Gateway, http: ClientSession
) -> None:
    apis = deployed.client("apigatewayv2")
    (echo,) = [one for one in apis.get_routes(ApiId=deployed.plain)["Items"] if one["RouteKey"] == "echo"]
    integration = echo["Target"].removeprefix("integrations/")
    apis.update_integration(ApiId=deployed.plain, IntegrationId=integration, IntegrationType="MOCK")
    try:
        status, answer = await told(http, "reload")
        assert status == 500 and "AWS_PROXY" in answer["message"]
    finally:
        apis.update_integration(ApiId=deployed.plain, IntegrationId=integration, IntegrationType="AWS_PROXY")
    async with connected(gateway) as (socket, _):
        assert await asked(socket, "echo") == {"action": "echo"}


async def test_a_fault_script_is_taken_at_run_time_and_taken_back(gateway: Gateway, http: ClientSession) -> None:
    script = {"rules": [{"on": "message", "route": "echo", "drop": True, "times": 1}]}
    assert await told(http, "faults", script) == (200, {})
    async with connected(gateway) as (socket, _):
        await socket.send('{"action": "echo", "n": 1}')
        assert await asked(socket, "echo", n=2) == {"action": "echo", "n": 2}
    async with http.get("_gateway/faults") as answer:
        assert await answer.json() == {"followed": [1]}
    assert await told(http, "faults", {"rules": [{"on": "post", "status": 410}]}) == (200, {})
    assert await told(http, "faults") == (200, {})
    assert gateway.stage.faults.meet("post", "a=", None) is None


@pytest.mark.parametrize("body", [b"no json", b"[]", b'{"rules": [{"on": "nothing"}]}'])
async def test_a_wrong_fault_script_is_refused(gateway: Gateway, http: ClientSession, body: bytes) -> None:
    before = gateway.stage.faults
    async with http.post("_gateway/faults", data=body) as answer:
        assert answer.status == 400 and (await answer.json())["message"]
    assert gateway.stage.faults is before
    assert (await asyncio.wait_for(health(http), 5))["connections"] == 0
