"""Everyone in one room, each with a socket of their own: `python -m benchmarks.end_to_end_crowd DESIGN URL`.

Takes lines of `join SIZE`, `one COUNT` and `together COUNT` and answers each with one of JSON: nothing; the
milliseconds from send to each delivery, a list for each message; the seconds until all were delivered to all.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

ROOM = "bench"
PATIENCE = 120.0
AT_ONCE = 16
# A person's pace: who is faster than five messages a second uses up an allowance of twenty.
PAUSE = 0.2


def parley_request(id: str) -> dict[str, Any]:
    """A message in Parley's words."""
    return {"action": "sendMessage", "room": ROOM, "id": id, "text": id}


def usual_request(id: str) -> dict[str, Any]:
    """A message in the usual samples' words."""
    return {"action": "sendMessage", "data": json.dumps({"type": "message", "text": id})}


REQUESTS: dict[str, Callable[[str], dict[str, Any]]] = {"parley": parley_request, "usual": usual_request}


class Crowd:
    """The sockets, and for each message that is under way when it came to each of them."""

    def __init__(self, design: str, url: str) -> None:
        self._design = design
        self._url = url
        self._sockets: list[ClientConnection] = []
        self._listeners: list[asyncio.Task[None]] = []
        self._heard: dict[str, dict[int, float]] = {}
        self._complete: dict[str, asyncio.Event] = {}
        self._joined: dict[int, asyncio.Event] = {}
        self._said = 0

    async def join(self, size: int) -> None:
        """Until so many are in the room."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def come(number: int) -> None:
            async with turn:
                await self._come(number)

        await asyncio.gather(*(come(number) for number in range(len(self._sockets), size)))

    async def one(self, count: int) -> list[list[float]]:
        """One message after the other, each when the last has reached everyone."""
        taken = []
        for _ in range(count):
            began = perf_counter()
            id = await self._say(0)
            await self._everyone(id)
            taken.append([(at - began) * 1000 for at in self._heard.pop(id).values()])
            await asyncio.sleep(PAUSE)
        return taken

    async def together(self, count: int) -> float:
        """So many messages at once, from as many people as there are."""
        began = perf_counter()
        ids = [await self._say(number % len(self._sockets)) for number in range(count)]
        for id in ids:
            await self._everyone(id)
        return max(max(self._heard.pop(id).values()) for id in ids) - began

    async def _come(self, number: int) -> None:
        address = f"{self._url}?guest=person-{number}"
        socket = await connect(address, ping_interval=None, compression=None, open_timeout=PATIENCE)
        self._sockets.append(socket)
        index = len(self._sockets) - 1
        self._listeners.append(asyncio.create_task(self._listen(index, socket)))
        if self._design == "parley":
            self._joined[index] = asyncio.Event()
            await socket.send(json.dumps({"action": "joinRoom", "room": ROOM}))
            async with asyncio.timeout(PATIENCE):
                await self._joined[index].wait()

    async def _say(self, speaker: int) -> str:
        self._said += 1
        id = f"message-{self._said}"
        self._heard[id] = {}
        self._complete[id] = asyncio.Event()
        await self._sockets[speaker].send(json.dumps(REQUESTS[self._design](id)))
        return id

    async def _everyone(self, id: str) -> None:
        async with asyncio.timeout(PATIENCE):
            await self._complete[id].wait()

    async def _listen(self, index: int, socket: ClientConnection) -> None:
        async for raw in socket:
            now = perf_counter()
            frame = json.loads(raw)
            if frame["type"] == "message" and frame["text"] in self._heard:
                heard = self._heard[frame["text"]]
                heard.setdefault(index, now)
                if len(heard) == len(self._sockets):
                    self._complete[frame["text"]].set()
            elif frame["type"] == "joined":
                self._joined[index].set()
            elif frame["type"] == "error":
                raise SystemExit(f"somebody was refused: {raw!r}")

    async def leave(self) -> None:
        """Everyone goes."""
        for listener in self._listeners:
            listener.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(10):
                await asyncio.gather(*(socket.close() for socket in self._sockets))


async def run(design: str, url: str) -> None:
    """Does what standard input says, until it ends."""
    crowd = Crowd(design, url)
    verbs: dict[str, Any] = {"join": crowd.join, "one": crowd.one, "together": crowd.together}
    while line := await asyncio.to_thread(sys.stdin.readline):
        verb, number = line.split()
        print(json.dumps(await verbs[verb](int(number))), flush=True)
    await crowd.leave()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
