"""How the tests listen: in short times, and never for ever."""

import asyncio

import parley

QUICK = parley.Timing(patience=2, hold=0.03, pause=0.01, longest_pause=0.05)


async def texts(room: parley.Room, count: int) -> list[str]:
    async with asyncio.timeout(10):
        return [(await anext(room)).text for _ in range(count)]


async def texts_to_the_end(room: parley.Room) -> list[str]:
    return [message.text async for message in room]
