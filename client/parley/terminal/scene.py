"""What a person sees: messages, notes and days, on whatever they are written on."""

from collections.abc import AsyncIterator, Callable
from typing import Protocol

from ..entries import Entry, Message
from ..room import Room
from .harmless import harmless_line
from .naming import EVERYONE, label
from .sentences import sentence
from .typeset import Typeset


class Surface(Protocol):
    """What a conversation is written on: Screen or Paper."""

    def show(self, text: str) -> None: ...
    def refresh(self) -> None: ...
    def lines(self) -> AsyncIterator[str]: ...


class Scene:
    """Shows things one below the other. The typeset is asked for each time, because a window can change its width."""

    def __init__(self, surface: Surface, typeset: Callable[[], Typeset]) -> None:
        self._surface, self._typeset = surface, typeset
        self._day = ""
        self._last = 0  # the message that stands at the end

    def note(self, text: str) -> None:
        """Something that nobody said."""
        self._last = 0
        self._surface.show(self._typeset().note(text))

    def table(self, lines: list[str]) -> None:
        """Lines that are cut rather than wrapped."""
        self._last = 0
        for line in lines:
            self._surface.show(self._typeset().one_line(line))

    def whole(self, text: str) -> None:
        """What is to be copied, such as a link: no line break is put into it."""
        self._last = 0
        self._surface.show(harmless_line(text))

    def message(self, message: Message, room: Room, here: Room | None) -> None:
        """A message, with its room where that is not `here`, its day where that is another one, and what it answers."""
        typeset = self._typeset()
        if self._day != (day := typeset.day(message)):
            self._day = day
            self._surface.show(day)
        answered = None if message.reply in (None, self._last) else room.messages.get(message.reply or 0)
        where = "" if room is here else label(room.name, room.about.peer)
        self._surface.show(typeset.message(message, where=where, for_you=concerns(message, room), answered=answered))
        self._last = message.seq if room is here else 0

    def entry(self, entry: Entry, room: Room, here: Room | None) -> None:
        """What else happened in a room."""
        target = room.messages.get(getattr(entry, "target", 0))
        where = "" if room is here else f"[{label(room.name, room.about.peer)}] "
        self.note(where + sentence(entry, target))


def concerns(message: Message, room: Room) -> bool:
    """Whether a message mentions us."""
    return message.sender.user != room.you.user and not {EVERYONE, room.you.user}.isdisjoint(message.mentions)
