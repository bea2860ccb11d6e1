"""What a person can do beside talking: the commands, and the room that one is turned to."""

import asyncio
from collections.abc import Awaitable, Callable

from ..chat import Chat
from ..errors import ParleyError
from ..room import Room
from .scene import Scene
from .typeset import names

HELP = """/join ROOM   come into a room, or turn to it
/leave       leave this room
/rooms       the rooms you are in
/who         who is here
/history     what was said before, a page at a time
/quit        go (Ctrl-D, too)
//text       say something that begins with a slash
Alt-Enter begins a new line, the arrow keys bring back what you typed before."""
NOWHERE = "you are in no room: /join ROOM"
PATIENCE = 10.0
PAGE = 20


class Commands:
    """`obey` one; `room` is where one is. `listen` is started for a room that one comes into."""

    def __init__(self, chat: Chat, scene: Scene, listen: Callable[[Room], None]) -> None:
        self.room: Room | None = None
        self.earliest: dict[str, int] = {}  # the first seq shown of each room
        self._chat, self._scene, self._listen = chat, scene, listen
        self._everywhere: dict[str, Callable[[str], Awaitable[None]]] = {
            "join": self._join,
            "rooms": self._rooms,
            "help": self._help,
        }
        self._in_a_room: dict[str, Callable[[Room], Awaitable[None]]] = {
            "leave": self._leave,
            "who": self._who,
            "history": self._history,
        }

    async def obey(self, command: str, argument: str) -> None:
        """Do it, or say why not; never for longer than a person waits."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._do(command, argument)
        except TimeoutError:
            self._scene.note("no answer: the line is down")
        except ParleyError as error:
            self._scene.note(str(error))

    def turn_away(self, room: Room) -> None:
        """A room is no more: turn to another one."""
        self.earliest.pop(room.name, None)
        if self.room is room:
            self.room = next(iter(self._chat.joined.values()), None)

    async def _do(self, command: str, argument: str) -> None:
        if command in self._everywhere:
            await self._everywhere[command](argument)
        elif command not in self._in_a_room:
            self._scene.note(f"there is no command /{command}; /help shows those that there are")
        elif self.room is None:
            self._scene.note(NOWHERE)
        else:
            await self._in_a_room[command](self.room)

    async def _join(self, name: str) -> None:
        name = name.removeprefix("#")
        if not name:
            return self._scene.note("which room? /join ROOM")
        self.room = room = await self._chat.join(name)
        self._scene.note(f"you are in {name} with {names(room.roster.values()) or 'nobody'}")
        if name not in self.earliest:
            self.earliest[name] = room.start + 1
            self._listen(room)

    async def _rooms(self, _: str) -> None:
        self._scene.note(", ".join(sorted(self._chat.joined)) or NOWHERE)

    async def _help(self, _: str) -> None:
        self._scene.note(HELP)

    async def _leave(self, room: Room) -> None:
        await room.leave()
        self.turn_away(room)
        self._scene.note(f"you have left {room.name}" + (f"; this is {self.room.name}" if self.room else ""))

    async def _who(self, room: Room) -> None:
        self._scene.note(f"in {room.name}: {names(room.roster.values())}")

    async def _history(self, room: Room) -> None:
        page = await room.history(before=self.earliest[room.name], limit=PAGE)
        if not page.messages:
            return self._scene.note(f"nothing was said in {room.name} before")
        self.earliest[room.name] = page.after + 1
        self._scene.note(f"earlier in {room.name}:")
        for message in page.messages:
            self._scene.message(message, room.name)
        self._scene.note("so far; /history goes on" if page.more else "this was the beginning")
