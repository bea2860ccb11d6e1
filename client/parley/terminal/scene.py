"""What a person sees: messages, notes and days, on whatever they are written on."""

from collections.abc import AsyncIterator, Callable
from typing import Protocol

from ..entries import Message
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

    def note(self, text: str) -> None:
        """Something that nobody said."""
        self._surface.show(self._typeset().note(text))

    def message(self, message: Message, here: str | None) -> None:
        """A message, with its room where that is not `here`, and its day where that is another one."""
        typeset = self._typeset()
        if self._day != (day := typeset.day(message)):
            self._day = day
            self._surface.show(day)
        self._surface.show(typeset.message(message, room=message.room != here))
