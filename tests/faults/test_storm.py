"""All connections drop at one moment, and all return."""

import asyncio
import heapq
import random

import pytest

import parley
from parley import Timing
from tests.stack.test_network import heard
from tests.stack.wire import wire

# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
NEW_A_SECOND = 500
BURST = 500

PEOPLE = 10
QUICK = Timing(pause=0.2, longest_pause=2.0, patience=30.0, handshake=30.0)


@pytest.mark.parametrize("clients", [1_000, 10_000])
def test_fault_23_clients_return_at_the_rate_that_the_quota_allows(clients: int) -> None:
    """The default timing against a service that lets 500 in a second and refuses the rest.

    Whoever is refused comes later, so that what is asked of the service in a second falls to what it takes; everyone
    is in within a few times of the least that the quota allows, and nobody has asked more than a few times.
    """
    timing, chance = Timing(), random.Random(7)
    random.seed(7)
    coming = [(timing.backoff(0), chance.random(), 0) for _ in range(clients)]
    heapq.heapify(coming)
    allowance, last, asked = float(BURST), 0.0, 0
    while coming:
        now, _, tries = heapq.heappop(coming)
        allowance, last, asked = min(BURST, allowance + (now - last) * NEW_A_SECOND), now, asked + 1
        if allowance >= 1:
            allowance -= 1
        else:
            heapq.heappush(coming, (now + timing.backoff(tries + 1), chance.random(), tries + 1))
    least = clients / NEW_A_SECOND
    assert last < 2 * least + timing.longest_pause
    assert asked / clients < 10


@pytest.mark.promise(4)
@pytest.mark.promise(5)
async def test_fault_23_a_room_that_drops_at_once_is_whole_again_and_has_missed_nothing(url: str, room: str) -> None:
    """Ten, where a real storm has thousands: what a laptop's gateway and emulator let in within seconds."""
    async with asyncio.timeout(120), wire(url) as network, parley.connect(url, name="Bo", timing=QUICK) as bo:
        speaker = await bo.join(room)
        people = [parley.connect(network.url, name=f"P{number}", timing=QUICK) for number in range(PEOPLE)]
        chats = await asyncio.gather(*(one.__aenter__() for one in people))
        try:
            rooms = await asyncio.gather(*(chat.join(room) for chat in chats))
            listening = [asyncio.create_task(heard(one, 6)) for one in rooms]
            for number in range(6):
                if number == 2:
                    network.cut()
                await speaker.say(f"text {number}")
            for texts in await asyncio.gather(*listening):
                assert texts == [f"text {number}" for number in range(6)]
        finally:
            await asyncio.gather(*(one.__aexit__(None, None, None) for one in people))
