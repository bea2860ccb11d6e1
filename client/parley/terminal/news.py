"""What happens beside the logs, as a person is told of it."""

import asyncio

from ..around import TYPING_LASTS
from ..entries import User
from ..events import Down, Event, Restarted, Trouble, Up
from ..frames import Notice, Presence, Typing
from .naming import label
from .scene import Surface
from .seat import Seat
from .sentences import told
from .typeset import names


class News:
    """`tell` an event: as a note, or in the prompt."""

    def __init__(self, seat: Seat, surface: Surface) -> None:
        self._seat, self._scene, self._surface = seat, seat.scene, surface

    def tell(self, event: Event) -> None:
        """Show what is worth it. Of being put out, the room itself tells."""
        match event:
            case Down(reason):
                self._scene.note(f"{reason}; reconnecting …")
            case Up():
                self._scene.note("back")
            case Restarted(room):
                self._scene.note(f"what was missed in {self._called(room)} cannot be told; this is the newest:")
            case Trouble(_, message):
                self._scene.note(f"the server complains: {message}")
            case Presence(room, who, here) if not self._is_us(room, who):
                self._scene.note(f"{names([who])} {'is in' if here else 'has left'} {self._called(room)}")
            case Notice(sender=sender):
                self._seat.met[sender.user] = sender
                self._scene.note(told(event))
            case Typing():
                asyncio.get_running_loop().call_later(TYPING_LASTS, self._surface.refresh)

    def _is_us(self, name: str, who: User) -> bool:
        room = self._seat.chat.joined.get(name)
        return room is not None and room.you.user == who.user

    def _called(self, name: str) -> str:
        room = self._seat.chat.joined.get(name)
        return label(name, room.about.peer if room else None)
