"""A hundred people in one room, all speaking at once."""

import asyncio
import json
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from tests.stack.peer import Frame

PEOPLE, EACH = 100, 10
PATIENCE = 240.0
PAUSE = 2.0


class Voice:
    """One of the crowd: says ten things as the protocol asks, and keeps what it hears by seq."""

    def __init__(self, number: int, room: str, socket: ClientConnection) -> None:
        self.room = room
        self.socket = socket
        self.unsaid = {f"p{number}-{index}": f"person {number}, message {index}" for index in range(EACH)}
        self.heard: dict[int, Frame] = {}
        self.answers: asyncio.Queue[Frame] = asyncio.Queue()
        self.acknowledged = asyncio.Event()

    async def listen(self) -> None:
        """Takes in every frame; what is no message answers a request."""
        async for raw in self.socket:
            frame = json.loads(raw)
            if frame.get("type") == "message":
                self.take(frame)
            elif frame.get("type") in ("joined", "history", "pong"):
                await self.answers.put(frame)

    def take(self, message: Frame) -> None:
        """One text a seq, whoever says it and however often."""
        assert self.heard.setdefault(message["seq"], message) == message
        self.unsaid.pop(message["id"], None)
        if not self.unsaid:
            self.acknowledged.set()

    async def ask(self, **request: Any) -> Frame:
        """Asks until it is answered: a gateway that is swamped refuses, and may be asked again."""
        while True:
            await self.socket.send(json.dumps(request))
            try:
                async with asyncio.timeout(PATIENCE / 4):
                    return await self.answers.get()
            except TimeoutError:
                continue

    async def speak(self) -> None:
        """Sends what has not been acknowledged, again and again with the same ids, until all of it has."""
        while self.unsaid:
            for request_id, text in list(self.unsaid.items()):
                await self.socket.send(
                    json.dumps({"action": "sendMessage", "room": self.room, "id": request_id, "text": text})
                )
            try:
                async with asyncio.timeout(PATIENCE / 4):
                    await self.acknowledged.wait()
            except TimeoutError:
                await asyncio.sleep(PAUSE)

    async def catch_up(self) -> None:
        """After quiet and one ping: asks for whatever it has not heard."""
        head = (await self.ask(action="ping"))["heads"][self.room]
        through = 0
        while through < head:
            if through + 1 in self.heard:
                through += 1
                continue
            page = await self.ask(action="history", room=self.room, after=through, limit=100)
            for message in page["messages"]:
                self.take(message)
            through = page["through"]


async def test_promise_2_a_thousand_messages_at_once_in_one_order(url: str, room: str) -> None:
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        voices = await asyncio.gather(*(_arrive(number, url, room, tasks) for number in range(PEOPLE)))
        await asyncio.gather(*(voice.speak() for voice in voices))
        await asyncio.gather(*(voice.catch_up() for voice in voices))
        await asyncio.gather(*(voice.socket.close() for voice in voices))
    logs = [[voice.heard[seq] for seq in sorted(voice.heard)] for voice in voices]
    assert all(log == logs[0] for log in logs)
    said = [message["text"] for message in logs[0]]
    assert sorted(said) == sorted(
        f"person {number}, message {index}" for number in range(PEOPLE) for index in range(EACH)
    )


async def _arrive(number: int, url: str, room: str, tasks: asyncio.TaskGroup) -> Voice:
    socket = await connect(f"{url}?guest=person-{number}", open_timeout=PATIENCE, ping_interval=None)
    voice = Voice(number, room, socket)
    tasks.create_task(voice.listen())
    await voice.ask(action="joinRoom", room=room)
    return voice
