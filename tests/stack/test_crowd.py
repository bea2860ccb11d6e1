"""A hundred people in one room, all speaking at once."""

import asyncio
import json
import secrets
from contextlib import suppress
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.stack.peer import Frame

PEOPLE, EACH = 100, 10
PATIENCE = 600.0
QUIET = 15.0

# Nothing else of this run is going on meanwhile: it takes all that a laptop has.
pytestmark = pytest.mark.alone


class Voice:
    """One of the crowd: says its things as the protocol asks, and keeps what it hears by seq."""

    def __init__(self, number: int, room: str, socket: ClientConnection) -> None:
        self.room = room
        self.socket = socket
        self.unsaid = {f"p{number}-{index}": f"person {number}, message {index}" for index in range(EACH)}
        self.heard: dict[int, Frame] = {}
        self.answers: dict[str, asyncio.Future[Frame]] = {}
        self.acknowledged = asyncio.Event()

    async def listen(self) -> None:
        """Takes in every frame: what was said, and the answers to requests."""
        async for raw in self.socket:
            frame: Frame = json.loads(raw)
            if frame.get("type") == "message":
                self.take(frame)
            elif frame.get("type") != "error" and frame.get("id") in self.answers:
                self.answers.pop(frame["id"]).set_result(frame)

    def take(self, message: Frame) -> None:
        """One text a seq, whoever says it and however often."""
        assert self.heard.setdefault(message["seq"], message) == message
        self.unsaid.pop(message["id"], None)
        if not self.unsaid:
            self.acknowledged.set()

    async def ask(self, **request: Any) -> Frame:
        """Asks until it is answered: a service that is swamped refuses, and may be asked again."""
        while True:
            request["id"] = secrets.token_hex(8)
            answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
            self.answers[request["id"]] = answer
            await self.socket.send(json.dumps(request))
            with suppress(TimeoutError):
                async with asyncio.timeout(QUIET):
                    return await answer

    async def speak(self) -> None:
        """Says everything at once; what is not acknowledged is said again with the same id when it has become quiet."""
        while self.unsaid:
            for request_id, text in list(self.unsaid.items()):
                frame = {"action": "sendMessage", "room": self.room, "id": request_id, "text": text}
                await self.socket.send(json.dumps(frame))
            while not self.acknowledged.is_set():
                before = len(self.heard)
                with suppress(TimeoutError):
                    async with asyncio.timeout(QUIET):
                        await self.acknowledged.wait()
                if len(self.heard) == before:
                    break

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
    assert sorted(said) == sorted(f"person {who}, message {index}" for who in range(PEOPLE) for index in range(EACH))


async def _arrive(number: int, url: str, room: str, tasks: asyncio.TaskGroup) -> Voice:
    socket = await connect(f"{url}?guest=person-{number}", open_timeout=PATIENCE, ping_interval=None)
    voice = Voice(number, room, socket)
    tasks.create_task(voice.listen())
    await voice.ask(action="joinRoom", room=room)
    return voice
