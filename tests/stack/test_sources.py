"""Every event source, set off by its real service call, ends in a frame on a client's socket."""

import asyncio
import time

import pytest

from local import sources
from local.stack import Stack
from tests.stack.peer import peer

ROOM = "operations"


@pytest.fixture(scope="session")
def parts(stack: Stack) -> sources.Stack:
    """The deployed stack's resources."""
    return sources.stack(stack.endpoints.aws, stack.endpoints.stack)


@pytest.mark.parametrize("source", sources.names())
async def test_what_a_source_says_arrives(source: str, parts: sources.Stack, url: str) -> None:
    async with peer(url, "Ana") as ana:
        await ana.join(ROOM)
        began = time.monotonic()
        how = await asyncio.to_thread(sources.fire, source, parts)
        while True:
            # Others may speak there too: the log of a function that another test has disturbed.
            message = await ana.get(type="message", room=ROOM)
            if message["from"]["user"] == f"source:{source}":
                break
        print(f"| {source} | {how} | {time.monotonic() - began:.2f} s |")
