"""A client that speaks docs/protocol.md and keeps its "What a client does", by its own code and not by client/.

It holds what comes too early for 500 ms and then asks, sends again with the same id, pings and compares heads, and
resumes; all it does and sees goes into the history.
"""

import asyncio
from contextlib import suppress
from random import Random

from tests.checker.files import content, get
from tests.checker.history import History
from tests.checker.line import Frame, Line, Unreachable, open_line
from tests.checker.speaker import Speaker


class Client(Speaker):
    """One user with one line at a time, in as many rooms as it wants to be in."""

    def __init__(self, name: str, url: str, history: History, random: Random, patience: float = 1.5) -> None:
        super().__init__(name, history, random, patience)
        self._url = url
        self._lines: set[Line] = set()

    async def run(self) -> None:
        """Keeps a line open, and does on it whatever is due, for ever."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._keep())
            tasks.create_task(self.work())

    async def leave(self, room: str, keep: bool) -> None:
        """Wants to be in that room no longer; with `keep` it will go on where it is when it returns."""
        place = self.places.pop(room, None)
        if place is None:
            return
        place.reached()
        place.out()
        for unsure in self.outbox.drop_room(room):
            self.history.note("abandoned", self.name, room, id=unsure.id)
        if keep:
            self.parked[room] = place
        self.history.note("leaves", self.name, room)
        await self.send({"action": "leaveRoom", "room": room, "id": self.new_id("leave")})

    def write(self, frame: Frame) -> None:
        """Wants something in a room's log; it is sent, as soon as the client is in the room, until it is answered."""
        self.join(frame["room"])
        self.outbox.add(frame)

    def write_anywhere(self, frame: Frame) -> None:
        """Wants something that it need not be in a room for."""
        self.outbox.add(frame)

    async def stray(self, frame: Frame) -> None:
        """Sends a message that must be refused, once."""
        self.strays[frame["id"]] = (frame["room"], frame["text"])
        kind = "inside" if frame["room"] in self.places or frame["room"] in self.parked else ""
        self.history.note("sent", self.name, frame["room"], id=frame["id"], text=frame["text"], kind=kind)
        await self.send(frame)

    async def fetch(self, room: str, seq: int, name: str) -> None:
        """Asks for a link to the file of a message, and follows it."""
        id = self.new_id("link")
        self.history.note("asked link", self.name, room, id=id, seq=seq)
        answer = await self.ask_once(action="link", room=room, seq=seq, id=id)
        url, code = str(answer.get("url", "")), str(answer.get("code", ""))
        if url or code:
            self.history.note("linked", self.name, room, id=id, seq=seq, text=url, kind=code)
        if url:
            await self.follow(room, seq, name, url)

    async def follow(self, room: str, seq: int, name: str, url: str) -> None:
        """Looks whether what is behind a link is the file of that name."""
        found = await get(url)
        if found is not None:
            kind = "gone" if found == b"" else "same" if found == content(name, len(found)) else "other"
            self.history.note("fetched", self.name, room, id=name, seq=seq, text=url, kind=kind)

    def settled(self) -> bool:
        """Whether it is in every room that it wants to be in, and waits for no answer."""
        return not self.outbox.waiting and all(place.inside for place in self.places.values())

    def give_up_strays(self) -> None:
        """What was to be refused and was never answered, is not waited for any longer: it is nowhere in any case."""
        for id, (room, _) in self.strays.items():
            self.history.note("abandoned", self.name, room, id=id)

    async def renew(self) -> None:
        """Opens a new line before the old one ends, goes on there, then closes the old one."""
        with suppress(Unreachable):
            line = await open_line(self._url, self.name, self.receive)
            old = self.line
            if old is None:
                # It was lost meanwhile, and another is on its way: with both, one client would be two.
                await line.close()
                return
            self._take(line, "renewed")
            await self.until(lambda: all(place.inside for place in self.places.values()), 3.0)
            await old.close()

    async def close(self) -> None:
        """Closes every line that is open."""
        await asyncio.gather(*(line.close() for line in list(self._lines)))

    async def _keep(self) -> None:
        while True:
            try:
                line = await open_line(self._url, self.name, self.receive)
            except Unreachable as error:
                self.history.note("down", self.name, kind=str(error))
                await asyncio.sleep(self.random.uniform(0.05, 0.5))
                continue
            self._take(line, "opened")
            while self.line is not None:
                line = self.line
                why = await asyncio.shield(line.lost)
                if self.line is line:
                    self.line = None
                    self.history.note("down", self.name, kind=why)
            await asyncio.sleep(self.random.uniform(0, 0.3))

    def _take(self, line: Line, kind: str) -> None:
        self.history.note("open", self.name, kind=kind)
        self.line = line
        self._lines.add(line)
        line.lost.add_done_callback(lambda lost: self._lines.discard(line))
        for place in self.places.values():
            place.out()
        self.outbox.all_due()
