"""What a client puts on its line: what is due by the rules of the protocol, and questions."""

import asyncio
from collections.abc import Callable
from random import Random
from time import monotonic

from tests.checker.history import History
from tests.checker.line import Frame
from tests.checker.listener import Listener
from tests.checker.place import GROWTH

TICK = 0.03
PING = 1.0


class Speaker(Listener):
    """Joins where it is not in, asks for what is missing, sends what has no answer, and pings."""

    def __init__(self, name: str, history: History, random: Random, patience: float) -> None:
        super().__init__(name, history, random, patience)
        self._count = 0
        self._pinged = 0.0

    async def work(self) -> None:
        """Does whatever is due, for ever."""
        while True:
            if self.line is not None:
                for due in (self._enter, self._ask, self._speak, self._check):
                    await due(monotonic())
            await asyncio.sleep(TICK)

    async def send(self, frame: Frame) -> None:
        """Puts a frame on the line, if there is one."""
        if self.line is not None:
            await self.line.send(frame)

    async def ping(self) -> str:
        """Asks for the heads of its rooms; the id of the question."""
        id = self.new_id("ping")
        self.pings[id] = self._pinged = monotonic()
        await self.send({"action": "ping", "id": id})
        return id

    async def ask(self, seconds: float, **frame: object) -> Frame:
        """The answer to a question, which is asked again until there is one; empty where there is none in time."""
        end, wait = monotonic() + seconds, self.patience * 2
        while monotonic() < end:
            id = await self.ping() if frame["action"] == "ping" else self.new_id("ask")
            self.asked[id] = None
            if frame["action"] != "ping":
                await self.send({**frame, "id": id})
            await self.until(lambda id=id: self.asked[id] is not None, wait)  # type: ignore[misc]
            wait *= GROWTH
            if answer := self.asked[id]:
                return answer
        return {}

    async def ask_once(self, **frame: object) -> Frame:
        """The answer to a question, an error too; empty where none comes in time."""
        id = str(frame.setdefault("id", self.new_id("once")))
        self.once[id] = {}
        await self.send(frame)
        await self.until(lambda: bool(self.once[id]), self.patience * 2)
        return self.once.pop(id)

    async def inquire(self, action: str, room: str = "", text: str = "") -> str:
        """Asks once, where and for what; the answer goes into the history whenever it comes."""
        id = self.new_id(action)
        self.inquired[id] = text
        self.history.note("asks", self.name, room, id=id, text=text)
        given = {"room": room, "prefix" if action == "findRooms" else "text": text}
        await self.send({"action": action, "id": id} | {name: value for name, value in given.items() if value})
        return id

    async def type(self, room: str) -> None:
        """Says that it is typing, to whom it may concern."""
        self.history.note("types", self.name, room)
        await self.send({"action": "typing", "room": room})

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Waits until something holds; whether it did in time."""
        end = monotonic() + seconds
        while not holds():
            if monotonic() > end:
                return False
            await asyncio.sleep(TICK)
        return True

    def new_id(self, what: str) -> str:
        """An id that this client has not used."""
        self._count += 1
        return f"{self.name}-{what}-{self._count}"

    async def _enter(self, now: float) -> None:
        for place in list(self.places.values()):
            if not place.inside and now >= place.join_due:
                place.join = self.new_id("join")
                place.try_again(now, self.patience * 2)
                self.history.note("asked", self.name, place.room, id=place.join)
                await self.send(place.join_request() | {"id": place.join})

    async def _ask(self, now: float) -> None:
        for place in list(self.places.values()):
            waiting = place.question and now - place.asked_at < self.patience * 2
            if place.inside and not waiting and place.position.due(now):
                place.question, place.asked_at = self.new_id("gap"), now
                place.position.asked(now)
                request = {"action": "history", "room": place.room, "after": place.position.at, "limit": 100}
                await self.send(request | {"id": place.question})

    async def _speak(self, now: float) -> None:
        inside = {place.room for place in self.places.values() if place.inside}
        for unsure in self.outbox.due(inside, now):
            self.history.note(
                "sent", self.name, unsure.room, id=unsure.id, kind="inside",
                text=unsure.text, besides=unsure.besides, seq=unsure.erases,
            )  # fmt: skip
            await self.send(unsure.frame)

    async def _check(self, now: float) -> None:
        if now - self._pinged > PING:
            await self.ping()
