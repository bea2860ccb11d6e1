"""Waiting for a change."""

import asyncio

from parley.change import Change


async def test_everyone_who_waits_is_woken_once() -> None:
    change = Change()
    waiting = [asyncio.create_task(change.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    change.fire()
    change.fire()
    await asyncio.gather(*waiting)
    late = asyncio.create_task(change.wait())
    await asyncio.sleep(0)
    assert not late.done()
    late.cancel()


async def test_waiting_has_an_end() -> None:
    await Change().wait(0.001)
