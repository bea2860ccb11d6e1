"""One abuser with many connections: `python -m benchmarks.abuse_abuser URL COUNT NAME`.

The line `come` has all of them come, `flood` has each join a room, and say and ask as fast as its socket takes it. Who
is ended comes again at once, who is refused at the door in the next minute, when arrivals are counted anew. Each line
is answered with what has come of it so far, as JSON; the end of standard input ends it all.
"""

import asyncio
import json
import sys
from collections import Counter
from itertools import count

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.processes import step_back

ROOM = "abused"
ENDED, REFUSED = 0.1, 60.0
PATIENCE = 600.0


class Abuser:
    """What was tried and what came of it."""

    def __init__(self, url: str, name: str) -> None:
        self._address = f"{url}?guest={name}"
        self.flood = asyncio.Event()
        self.met: Counter[str] = Counter()

    async def connection(self) -> None:
        """One connection after the other, for ever."""
        while True:
            try:
                async with connect(
                    self._address, ping_interval=None, compression=None, open_timeout=PATIENCE
                ) as socket:
                    self.met["opened"] += 1
                    await asyncio.gather(self._flood(socket), self._listen(socket))
            except InvalidHandshake:
                self.met["refused"] += 1
                await asyncio.sleep(REFUSED)
            except (ConnectionClosed, OSError):
                self.met["ended"] += 1
                await asyncio.sleep(ENDED)

    async def _flood(self, socket: ClientConnection) -> None:
        await self.flood.wait()
        await socket.send(json.dumps({"action": "joinRoom", "room": ROOM}))
        for number in count():
            said = {"action": "sendMessage", "room": ROOM, "id": f"a{id(socket)}-{number}", "text": "buy"}
            await socket.send(json.dumps(said if number % 2 else {"action": "ping"}))
            self.met["sent"] += 1
            # The socket takes more than anybody answers: let the other connections send too.
            await asyncio.sleep(0)

    async def _listen(self, socket: ClientConnection) -> None:
        async for raw in socket:
            frame = json.loads(raw)
            self.met[str(frame.get("code", frame.get("type", "no frame of ours")))] += 1
        raise ConnectionClosed(None, None)


async def run(url: str, connections: int, name: str) -> None:
    """Does what standard input says, until it ends."""
    abuser, tasks = Abuser(url, name), list[asyncio.Task[None]]()
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if line == "come":
            tasks = [asyncio.create_task(abuser.connection()) for _ in range(connections)]
        elif line == "flood":
            abuser.flood.set()
        print(json.dumps(abuser.met), flush=True)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    # The abuser's machine is no part of the service: it takes of this one what the service leaves.
    step_back()
    asyncio.run(run(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
