"""The network dies in the middle of a conversation: cut, and silent. The library's clients lose nothing."""

import asyncio

import parley
from parley import Down, Timing, Up
from parley.events import Events
from tests.stack.wire import wire

QUICK = Timing(keepalive=0.5, pause=0.1, longest_pause=0.5, patience=5.0)
EACH = 12


async def heard(room: parley.Room, count: int) -> list[str]:
    """The next so many texts of a room."""
    texts: list[str] = []
    async with asyncio.timeout(60):
        async for message in room:
            texts.append(message.text)
            if len(texts) == count:
                break
    return texts


async def talk(room: parley.Room, name: str) -> None:
    for number in range(EACH):
        await room.say(f"{name} {number}")


async def test_promise_4_a_network_that_dies_loses_nothing(url: str, room: str) -> None:
    async with (
        wire(url) as network,
        parley.connect(network.url, name="Ana", timing=QUICK) as ana,
        parley.connect(url, name="Bo", timing=QUICK) as bo,
    ):
        here, there = await ana.join(room), await bo.join(room)
        listening = [asyncio.create_task(heard(one, 2 * EACH)) for one in (here, there)]
        events = ana.events()
        talking = [asyncio.create_task(talk(here, "Ana")), asyncio.create_task(talk(there, "Bo"))]

        network.cut()
        await until(events, Up)
        network.silence()
        await until(events, Down)
        network.mend()
        await until(events, Up)

        await asyncio.gather(*talking)
        seen, same = await asyncio.gather(*listening)
    assert seen == same
    assert sorted(seen) == sorted(f"{name} {number}" for name in ("Ana", "Bo") for number in range(EACH))


async def until(events: Events, kind: type[Up] | type[Down]) -> None:
    """Returns when the next such thing happens."""
    async with asyncio.timeout(30):
        async for event in events:
            if isinstance(event, kind):
                return
