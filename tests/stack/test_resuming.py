"""Whoever comes back hears what was missed: all of it, or that it cannot be told."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from local.stack import Stack
from tests.stack.peer import PATIENCE, Frame, peer, seqs, texts

LISTENER = Path(__file__).with_name("listener.py")


class Listener:
    """A client in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def get(self, kind: str) -> Frame:
        """The next frame of that type."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            async for line in self.process.stdout:
                frame: Frame = json.loads(line)
                if frame["type"] == kind:
                    return frame
        raise AssertionError("the listener has ended")

    async def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def listener(url: str, room: str) -> AsyncIterator[Listener]:
    """A listener that is killed at the latest when the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, LISTENER, f"{url}?guest=Lis", room, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield Listener(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        # What it still had to say is read, so that the pipe is closed with this loop and not after it.
        assert process.stdout is not None
        await process.stdout.read()


async def test_promise_5_a_killed_client_resumes_where_it_was(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, listener(url, room) as lis:
        await ana.join(room)
        epoch = (await lis.get("joined"))["epoch"]
        await ana.say(room, "before")
        last = (await lis.get("message"))["seq"]
        await lis.kill()
        for number in range(5):
            await ana.say(room, f"missed {number}")
        async with peer(url, "Lis") as again:
            joined = await again.join(room, after=last, epoch=epoch)
            assert texts(joined["messages"]) == [f"missed {number}" for number in range(5)]
            assert (joined["recovered"], joined["more"], joined["through"]) == (True, False, joined["head"])
            await ana.say(room, "after")
            assert (await again.get(type="message"))["text"] == "after"


async def test_promise_5_what_was_missed_comes_in_pages(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana:
        epoch = (await ana.join(room))["epoch"]
        long = "x" * 8000
        for number in range(5):
            await ana.say(room, f"{number}{long}")
        async with peer(url, "Bo") as bo:
            page = await bo.join(room, after=0, epoch=epoch)
            assert page["recovered"] and page["more"] and page["through"] < page["head"] == 5
            heard = seqs(page["messages"])
            while page["more"]:
                page = await bo.ask(action="history", room=room, after=page["through"])
                heard += seqs(page["messages"])
            assert heard == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("after", "epoch"), [(1, "another"), (3, None), (10**9, None)])
async def test_promise_5_what_cannot_be_told_in_full_is_not_told_in_part(
    after: int, epoch: str | None, url: str, room: str
) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        known = (await ana.join(room))["epoch"]
        await ana.say(room, "one")
        await ana.say(room, "two")
        joined = await bo.join(room, after=after, epoch=epoch or known)
        assert (joined["recovered"], joined["head"], joined["epoch"]) == (False, 2, known)
        assert texts(joined["messages"]) == ["one", "two"]


async def test_promise_4_a_killed_gateway_loses_nothing(stack: Stack, url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        epoch = (await ana.join(room))["epoch"]
        await bo.join(room)
        await ana.say(room, "before")
        await bo.get(type="message")
        await ana.send(action="sendMessage", room=room, id="unsure", text="did that arrive?")
        stack.children["gateway"].process.kill()
        for one in (ana, bo):
            with pytest.raises(ConnectionClosed):
                await one.get(type="pong")
    stack.children["gateway"].stop()
    stack.start_gateway()
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room, after=1, epoch=epoch)
        await ana.say(room, "did that arrive?", id="unsure")
        await ana.say(room, "after")
        joined = await bo.join(room, after=1, epoch=epoch)
        assert joined["recovered"] is True
        assert texts(joined["messages"]) == ["did that arrive?", "after"]
        assert (await bo.ask(action="ping"))["heads"] == {room: joined["head"]}
