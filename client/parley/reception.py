"""Where what arrives goes to: the rooms, whoever listens to events, and the requests that wait."""

from collections.abc import Callable, Mapping

from .events import Feed, Trouble
from .frames import Farewell, Fault, Frame, Joined, Left, Notice, OfARoom, Pong, Presence, Read, Typing
from .line import Line
from .outbox import Outbox
from .pages import Page
from .room import Room


class Reception:
    """`receive` is called with every frame of every line; `out` with what puts us out of a room, `over` of all."""

    def __init__(
        self,
        rooms: Mapping[str, Room],
        outbox: Outbox,
        feed: Feed,
        out: Callable[[Left], None],
        over: Callable[[Farewell], None],
    ) -> None:
        self._rooms, self._outbox, self._feed, self._out, self._over = rooms, outbox, feed, out, over

    def receive(self, line: Line, frame: Frame) -> None:
        """Give a frame to everyone whom it concerns."""
        match frame:
            case Fault(code="expired"):
                return line.fail("the sign-in has ended")  # the handshake of the next line says whether for good
            case Fault(id=None, retry=False):
                self._feed.tell(Trouble(frame.code, frame.message))
            case Joined() | Page():
                self._page(line, frame)
            case Presence() | Typing() | Read() | Notice():
                self._feed.tell(frame)
            case Farewell():
                self._over(frame)
            case Left(id=None):
                self._out(frame)
            case Pong():
                for name in frame.heads.keys() & self._rooms.keys():
                    self._rooms[name].expect(frame.heads[name])
        if isinstance(frame, OfARoom):
            name = frame.page.room if isinstance(frame, Joined) else frame.room
            if name in self._rooms:
                self._rooms[name].receive(frame)
        self._outbox.receive(line, frame)

    def _page(self, line: Line, frame: Joined | Page) -> None:
        if isinstance(frame, Joined) and frame.you is not None:
            self._outbox.me = frame.you.user
        for entry in (frame.page if isinstance(frame, Joined) else frame).log:
            self._outbox.receive(line, entry)  # it was stored, though its own copy was lost
