"""A person in rooms: what is typed goes out, what is heard is shown."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from ..chat import Chat
from .commands import NOWHERE, Commands
from ..errors import ParleyError, Refused
from ..events import Down, Event, Restarted, Trouble, Up
from ..frames import Presence
from ..room import Room
from .scene import Scene, Surface
from .typeset import Typeset, names

FAREWELL_PATIENCE = 3.0
LATE = 0.5  # what is on its way for longer is shown in the prompt


class Conversation:
    """`run` it; `prompt` says where one is and how the line is."""

    def __init__(self, chat: Chat, surface: Surface, typeset: Callable[[], Typeset]) -> None:
        self._chat, self._surface = chat, surface
        self._scene = Scene(surface, typeset)
        self._commands = Commands(chat, self._scene, self._hear)
        self._tasks: set[asyncio.Task[None]] = set()
        self._saying: dict[asyncio.Task[None], float] = {}  # and since when

    def prompt(self) -> str:
        """The words before the line that is typed."""
        where = self._where() or "no room"
        if self._chat.state == "down":
            return f"{where} (reconnecting…)> "
        late = sum(since + LATE <= time.monotonic() for since in self._saying.values())
        return f"{where} ({late} on the way)> " if late else f"{where}> "

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
            await self._commands.obey("join", name)
        async for line in self._surface.lines():
            command, _, argument = line[1:].partition(" ")
            if not line.startswith("/") or line.startswith("//"):
                self._say(line.removeprefix("/"))
            elif command == "quit":
                break
            else:
                await self._commands.obey(command, argument.strip())
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
        if self._commands.room is None:
            return self._scene.note(NOWHERE)
        task = self._start(self._say_in(self._commands.room, text))
        self._saying[task] = time.monotonic()
        task.add_done_callback(self._said)
        asyncio.get_running_loop().call_later(LATE, self._surface.refresh)

    async def _say_in(self, room: Room, text: str) -> None:
        try:
            await room.say(text)
        except ParleyError as error:
            self._scene.note(f"not said ({error}): {text}")

    def _said(self, task: asyncio.Task[None]) -> None:
        del self._saying[task]
        self._surface.refresh()

    def _hear(self, room: Room) -> None:
        self._start(self._listen(room))

    async def _listen(self, room: Room) -> None:
        try:
            async for message in room:
                if message.restart:
                    self._commands.earliest[room.name] = room.start + 1
                self._scene.message(message, self._where())
        except ParleyError as error:
            self._scene.note(f"{room.name} is closed to you: {error}")
        self._commands.turn_away(room)
        self._surface.refresh()

    async def _watch(self) -> None:
        async for event in self._chat.events():
            self._tell(event)
            self._surface.refresh()
        if isinstance(self._chat.ended, Refused):
            raise self._chat.ended

    def _tell(self, event: Event) -> None:
        match event:
            case Down(reason):
                self._scene.note(f"{reason}; reconnecting …")
            case Up():
                self._scene.note("back")
            case Restarted(room):
                self._scene.note(f"what was missed in {room} cannot be told; this is the newest:")
            case Trouble(_, message):
                self._scene.note(f"the server complains: {message}")
            case Presence(room, who, here) if who.name != self._chat.name:
                self._scene.note(f"{names([who])} {'is in' if here else 'has left'} {room}")

    def _where(self) -> str | None:
        return self._commands.room.name if self._commands.room else None

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
