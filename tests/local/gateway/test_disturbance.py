"""Faults when a function is invoked, over real sockets and real functions."""

import asyncio
import json

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from local.gateway.faults import Faults
from local.gateway.server import Gateway
from tests.local.gateway.ear import Ear, about
from tests.local.gateway.talk import asked, connected


def follow(gateway: Gateway, **rule: object) -> None:
    gateway.stage.faults = Faults({"rules": [rule]})


@pytest.mark.parametrize("manner", ["serial", "concurrent"])
async def test_a_duplicate_is_the_same_event_twice_and_one_answer(gateway: Gateway, ear: Ear, manner: str) -> None:
    follow(gateway, on="message", duplicate=manner, times=1)
    async with connected(gateway) as (socket, connection_id):
        assert await asked(socket, "echo", n=1) == {"action": "echo", "n": 1}
        assert await asked(socket, "echo", n=2) == {"action": "echo", "n": 2}
        first, second, third = await ear.some(about(connection_id, "MESSAGE"), 3)
    assert first == second != third


async def test_a_reversed_pair_arrives_second_first(gateway: Gateway, ear: Ear) -> None:
    follow(gateway, on="message", pair="reversed", times=1)
    async with connected(gateway) as (socket, connection_id):
        for number in (1, 2, 3):
            await socket.send(json.dumps({"action": "echo", "n": number}))
            if number == 2:
                assert [json.loads(await socket.recv())["n"] for _ in range(2)] == [2, 1]
        assert json.loads(await socket.recv())["n"] == 3
        events = await ear.some(about(connection_id, "MESSAGE"), 3)
    assert [json.loads(event["body"])["n"] for event in events] == [2, 1, 3]


async def test_a_parallel_pair_is_invoked_together(gateway: Gateway, ear: Ear) -> None:
    follow(gateway, on="message", pair="parallel", times=1)
    async with connected(gateway) as (socket, connection_id):
        await socket.send(json.dumps({"action": "echo", "n": 1, "sleep": 0.5}))
        await asyncio.sleep(0.2)
        assert not [event for event in ear.events if about(connection_id, "MESSAGE")(event)]
        await socket.send(json.dumps({"action": "echo", "n": 2, "sleep": 0.5}))
        first, second = await ear.some(about(connection_id, "MESSAGE"), 2)
        times = [event["requestContext"]["requestTimeEpoch"] for event in (first, second)]
        assert max(times) - min(times) >= 100
        assert {json.loads(await socket.recv())["n"] for _ in range(2)} == {1, 2}


async def test_half_a_pair_goes_on_alone(gateway: Gateway) -> None:
    follow(gateway, on="message", pair="reversed", times=1, delay=0.1)
    async with connected(gateway) as (socket, _):
        assert await asked(socket, "echo", n=1) == {"action": "echo", "n": 1}
        assert await asked(socket, "echo", n=2) == {"action": "echo", "n": 2}


async def test_a_delayed_frame_is_overtaken(gateway: Gateway) -> None:
    follow(gateway, on="message", delay=0.5, nth=1)
    async with connected(gateway) as (socket, _):
        await socket.send(json.dumps({"action": "echo", "n": 1}))
        assert (await asked(socket, "echo", n=2))["n"] == 2
        assert json.loads(await socket.recv())["n"] == 1


async def test_a_dropped_disconnect_never_comes(gateway: Gateway, ear: Ear) -> None:
    follow(gateway, on="disconnect", drop=True, times=1)
    async with connected(gateway) as (_, dropped):
        pass
    async with connected(gateway) as (_, connection_id):
        pass
    await ear.first(about(connection_id, "DISCONNECT"))
    assert not [event for event in ear.events if about(dropped, "DISCONNECT")(event)]


async def test_a_disconnect_can_come_twice_and_late(gateway: Gateway, ear: Ear) -> None:
    follow(gateway, on="disconnect", duplicate="concurrent", delay=0.1)
    async with connected(gateway) as (_, connection_id):
        pass
    first, second = await ear.some(about(connection_id, "DISCONNECT"), 2)
    assert first == second


async def test_a_handshake_is_refused_by_its_query(gateway: Gateway) -> None:
    follow(gateway, on="connect", status=503, query={"who": "ana"})
    with pytest.raises(InvalidStatus) as refused:
        async with connected(gateway, {"who": "ana"}):
            pass
    assert refused.value.response.status_code == 503
    async with connected(gateway, {"who": "ben"}) as (socket, _):
        assert await asked(socket, "echo") == {"action": "echo"}


async def test_one_connection_has_limits_of_its_own(gateway: Gateway) -> None:
    follow(gateway, on="open", connection=2, idle_seconds=0.1)
    async with connected(gateway) as (stays, _), connected(gateway) as (leaves, _):
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(leaves.recv(), 5)
        assert await asked(stays, "echo") == {"action": "echo"}
