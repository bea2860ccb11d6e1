"""API Gateway ends connections: after 10 minutes of silence, after 2 hours, and for a frame that is too large.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
The gateway's limits are shortened here for one connection; AWS's cannot be.
"""

import asyncio
from dataclasses import replace

import pytest
from websockets.exceptions import ConnectionClosed

import parley
from parley import Down, Timing
from tests.faults.conftest import Script
from tests.stack.peer import peer, texts
from tests.stack.test_network import heard

QUICK = Timing(keepalive=None, pause=0.05, longest_pause=0.3, patience=10.0)
COUNT, LASTS = 12, 1.2


async def conversation(url: str, room: str, timing: Timing) -> int:
    """Bo says things one after the other, for longer than Ana's lines last; Ana hears all of them in order.

    Answers how often Ana was without a line.
    """
    async with (
        parley.connect(url, name="Ana", timing=timing) as ana,
        parley.connect(url, name="Bo", timing=QUICK) as bo,
    ):
        here, there, events = await ana.join(room), await bo.join(room), ana.events()
        listening = asyncio.create_task(heard(here, COUNT))
        for number in range(COUNT):
            await there.say(f"text {number}")
            await asyncio.sleep(LASTS / 4)
        assert await listening == [f"text {number}" for number in range(COUNT)]
    return len([event async for event in events if isinstance(event, Down)])


@pytest.mark.promise(4)
@pytest.mark.promise(5)
async def test_fault_24_a_connection_that_lasts_too_long_is_ended_and_nothing_is_missed(
    faults: Script, url: str, room: str
) -> None:
    faults({"on": "open", "header": {"Authorization": "Guest Ana"}, "duration_seconds": LASTS})
    assert await conversation(url, room, QUICK) > 0


@pytest.mark.promise(4)
async def test_fault_24_a_client_is_on_its_next_line_before_the_limit(faults: Script, url: str, room: str) -> None:
    faults({"on": "open", "header": {"Authorization": "Guest Ana"}, "duration_seconds": 2 * LASTS})
    assert await conversation(url, room, replace(QUICK, lifetime=LASTS)) == 0


@pytest.mark.promise(5)
async def test_fault_24_a_silent_connection_is_ended_and_resumes(faults: Script, url: str, room: str) -> None:
    faults({"on": "open", "query": {"guest": "Ana"}, "idle_seconds": 0.5})
    async with peer(url, "Bo") as bo:
        await bo.join(room)
        async with peer(url, "Ana") as ana:
            joined = await ana.join(room)
            with pytest.raises(ConnectionClosed) as ended:
                await ana.get(type="nothing")
            assert ended.value.rcvd is not None and ended.value.rcvd.code == 1001
        await bo.say(room, "missed")
        async with peer(url, "Ana") as again:
            resumed = await again.join(room, after=joined["through"], epoch=joined["epoch"])
            assert (resumed["recovered"], texts(resumed["messages"])) == (True, ["missed"])


@pytest.mark.promise(5)
async def test_fault_24_who_sent_too_large_a_frame_resumes(url: str, room: str) -> None:
    async with peer(url, "Bo") as bo:
        await bo.join(room)
        async with peer(url, "Ana") as ana:
            joined = await ana.join(room)
            await ana.socket.send("x" * (32 * 1024 + 1))
            with pytest.raises(ConnectionClosed) as ended:
                await ana.get(type="nothing")
            assert ended.value.rcvd is not None and ended.value.rcvd.code == 1009
        await bo.say(room, "missed")
        async with peer(url, "Ana") as again:
            resumed = await again.join(room, after=joined["through"], epoch=joined["epoch"])
            assert (resumed["recovered"], texts(resumed["messages"])) == (True, ["missed"])
