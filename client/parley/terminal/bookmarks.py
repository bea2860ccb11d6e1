"""Telling how far one has read: a moment after something was shown, and once for many."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from ..errors import ParleyError
from ..room import Room

A_MOMENT = 0.5


class Bookmarks:
    """`shown` is told of everything, `read` of the room that somebody looks at."""

    def __init__(self, start: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        self._start = start
        self._shown: dict[Room, int] = {}
        self._waiting: set[Room] = set()

    def shown(self, room: Room, seq: int) -> None:
        """The room is shown up to there."""
        self._shown[room] = seq

    def read(self, room: Room) -> None:
        """Somebody looks at what is shown of a room."""
        if room not in self._waiting:
            self._waiting.add(room)
            self._start(self._mark(room))

    async def mark(self, room: Room) -> None:
        """Tell it now."""
        await room.mark_read(self._shown.get(room, 0))

    def forget(self, room: Room) -> None:
        """The room is no more."""
        self._shown.pop(room, None)

    async def _mark(self, room: Room) -> None:
        await asyncio.sleep(A_MOMENT)
        self._waiting.discard(room)
        # Whoever does not learn of it in time, learns of it from the next one.
        with suppress(ParleyError):
            await self.mark(room)
