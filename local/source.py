"""`make source NAME=sns`: sets off an event source of the chat that runs here, and shows the message arrive."""

import asyncio
import sys
import time

import parley
from local import sources
from local.endpoints import Endpoints
from local.places import Places
from local.steps import fail, say

PATIENCE = 90
ROOM = "operations"


def main(arguments: list[str]) -> None:
    """Fires, waits for what is said in the room, and says how long it took."""
    try:
        endpoints = Endpoints.read(Places().endpoints)
    except FileNotFoundError:
        raise fail("Nothing runs in this clone: `make run` starts the chat.") from None
    if len(arguments) != 1 or arguments[0] not in sources.names():
        raise fail(f"Name one of the sources: make source NAME=…, of {', '.join(sources.names())}.")
    asyncio.run(_watch(arguments[0], endpoints))


async def _watch(source: str, endpoints: Endpoints) -> None:
    stack = sources.stack(endpoints.aws, endpoints.stack)
    async with parley.connect(endpoints.websocket, name="Watcher") as chat:
        room = await chat.join(ROOM)
        began = time.monotonic()
        try:
            how = await asyncio.to_thread(sources.fire, source, stack)
        except (LookupError, RuntimeError) as failure:
            raise fail(str(failure)) from None
        say(f"{source}: {how}")
        try:
            async with asyncio.timeout(PATIENCE):
                message = await anext(aiter(room))
        except TimeoutError:
            raise fail(
                f"Nothing was said in {ROOM} within {PATIENCE} s: `make logs` shows what the functions log."
            ) from None
        say(f"after {time.monotonic() - began:.2f} s in {ROOM}: {message.sender.name}: {message.text}")


if __name__ == "__main__":
    main(sys.argv[1:])
