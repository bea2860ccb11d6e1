"""A person in rooms: what is typed goes out, what is heard is shown."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from ..chat import Chat
from ..entries import Edited, Erased, Message, Reacted
from ..errors import ParleyError, Refused, SignedOut
from ..room import Room
from .commands import NOWHERE, obey
from .going import greet
from .naming import label
from .news import News
from .prompt import prompt
from .saying import say
from .scene import Scene, Surface
from .seat import Seat
from .typeset import Typeset

FAREWELL_PATIENCE = 3.0
LATE = 0.5  # what is on its way for longer is shown in the prompt


class Conversation:
    """`run` it; `prompt` says where one is and how the line is; `typed` is told of every change of the line."""

    def __init__(self, chat: Chat, surface: Surface, typeset: Callable[[], Typeset]) -> None:
        self._chat, self._surface = chat, surface
        self._scene = Scene(surface, typeset)
        self._seat = Seat(chat, self._scene, self._listen, self._start)
        self._tasks: set[asyncio.Task[None]] = set()
        self._saying: dict[asyncio.Task[None], float] = {}  # and since when

    def prompt(self) -> str:
        """The words before the line that is typed."""
        room = self._seat.room
        late = sum(since + LATE <= time.monotonic() for since in self._saying.values())
        where = label(room.name, room.about.peer) if room else "no room"
        return prompt(where, down=self._chat.state == "down", late=late, typists=room.typists if room else [])

    def typed(self, line: str) -> None:
        """Tell the others that something is being written, unless it is for us alone."""
        if line and not line.startswith("/") and self._seat.room is not None:
            self._start(self._seat.room.typing())

    async def run(self, rooms: list[str]) -> None:
        """Talk until the person or the server wants no more; raises what the server ended it with."""
        ends = [self._start(self._watch()), self._start(self._converse(rooms))]
        try:
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _converse(self, rooms: list[str]) -> None:
        for name in rooms:
            await obey(self._seat, "join", name)
        self._seat.in_background(greet(self._seat))
        async for line in self._surface.lines():
            command, _, argument = line[1:].partition(" ")
            if not line.startswith("/") or line.startswith("//"):
                self._say(line.removeprefix("/"))
            elif command == "quit":
                break
            else:
                await obey(self._seat, command, argument.strip())
            self._surface.refresh()
        await self._finish()

    async def _finish(self) -> None:
        if self._saying:
            self._scene.note("waiting until everything is said …")
            await asyncio.wait(self._saying, timeout=FAREWELL_PATIENCE)
        if self._saying:
            raise ParleyError("not everything was said: there was no answer in time", "unanswered", retry=True)

    def _say(self, text: str) -> None:
        if not text.strip():
            return
        if self._seat.room is None:
            return self._scene.note(NOWHERE)
        task = self._start(self._say_in(self._seat.room, text))
        self._saying[task] = time.monotonic()
        task.add_done_callback(self._said)
        asyncio.get_running_loop().call_later(LATE, self._surface.refresh)

    async def _say_in(self, room: Room, text: str) -> None:
        try:
            await say(self._seat, room, text)
        except ParleyError as error:
            self._scene.note(f"not said ({error}): {text}")

    def _said(self, task: asyncio.Task[None]) -> None:
        del self._saying[task]
        self._surface.refresh()

    async def _listen(self, room: Room) -> None:
        told = room.log.head  # what was done to messages up to here, these show by themselves
        try:
            async for entry in room.entries():
                if entry.restart:
                    self._seat.earliest[room.name], told = room.start + 1, room.log.head
                if isinstance(entry, Message):
                    self._scene.message(entry, room, self._seat.room)
                elif entry.seq > told or not isinstance(entry, Edited | Erased | Reacted):
                    self._scene.entry(entry, room, self._seat.room)
                self._seat.see(room, entry.seq)
        except ParleyError as error:
            self._scene.note(f"{label(room.name, room.about.peer)} is closed to you: {error}")
        self._seat.turn_away(room)
        self._surface.refresh()

    async def _watch(self) -> None:
        news = News(self._seat, self._surface)
        async for event in self._chat.events():
            news.tell(event)
            self._surface.refresh()
        if isinstance(self._chat.ended, Refused | SignedOut):
            raise self._chat.ended

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
