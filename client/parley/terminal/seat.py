"""Where a person sits: the chat, the room that they are turned to, and what they have seen."""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from ..chat import Chat
from ..entries import Message, User
from ..errors import ParleyError
from ..room import Room
from .bookmarks import Bookmarks
from .naming import label
from .scene import Scene
from .typeset import names

Start = Callable[[Coroutine[Any, Any, None]], object]


class Seat:
    """What commands work on. `listen` is started for a room that one comes into, `start` for what takes its time."""

    def __init__(self, chat: Chat, scene: Scene, listen: Callable[[Room], Coroutine[Any, Any, None]], start: Start):
        self.chat, self.scene = chat, scene
        self.room: Room | None = None
        self.earliest: dict[str, int] = {}  # the first seq shown of each room
        self.met: dict[str, User] = {}  # those whom one knows from elsewhere, by their id
        self.search: tuple[Room, str, int] | None = None  # where and for what to go on
        self._listen, self._start = listen, start
        self.bookmarks = Bookmarks(start)

    async def turn_to(self, name: str) -> Room:
        """Come into a room, if one is not in it, and talk there."""
        self.room = room = await self.chat.join(name)
        about = f": {room.about.topic}" if room.about.topic else ""
        who = names(room.roster.values()) or "nobody"
        self.scene.note(f"you are in {label(name, room.about.peer)} with {who}{about}")
        if name not in self.earliest:
            self.earliest[name] = room.start + 1
            self._start(self._listen(room))
        self.bookmarks.read(room)
        return room

    def see(self, room: Room, seq: int) -> None:
        """A room is shown up to there."""
        self.bookmarks.shown(room, seq)
        if room is self.room:
            self.bookmarks.read(room)

    def turn_away(self, room: Room) -> None:
        """A room is no more: turn to another one."""
        self.earliest.pop(room.name, None)
        self.bookmarks.forget(room)
        if self.room is room:
            self.room = next(iter(self.chat.joined.values()), None)

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what takes its time, and say what goes wrong."""
        self._start(self._report(work))

    def people(self) -> Iterator[User]:
        """Everyone who is known by name, those of this room first."""
        others = [room for room in self.chat.joined.values() if room is not self.room]
        for room in [self.room, *others] if self.room else others:
            yield from room.roster.values()
            yield from (message.sender for message in room.messages.values())
            if room.about.peer:
                yield room.about.peer
        yield from self.met.values()

    def last(self, fits: Callable[[Message, Room], bool]) -> int | None:
        """The last message of this room that fits, and was not erased."""
        room = self.room
        known = room.messages.values() if room else ()
        return max((one.seq for one in known if room and not one.erased and fits(one, room)), default=None)

    async def _report(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (ParleyError, OSError) as error:
            self.scene.note(str(error))
