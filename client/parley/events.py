"""What happens beside the messages."""

from collections import deque
from dataclasses import dataclass
from weakref import WeakSet

from .change import Change
from .frames import Left, Notice, Presence, Read, Typing

KEPT = 1000


@dataclass(frozen=True, slots=True)
class Up:
    """The line is there, and every room is joined again."""


@dataclass(frozen=True, slots=True)
class Down:
    """The line is gone; it is being opened again, and nothing needs to be done."""

    reason: str


@dataclass(frozen=True, slots=True)
class Restarted:
    """What was missed in this room cannot be told: its log goes on from the newest page. Drop what you show."""

    room: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """The server complains, and does not say of which request."""

    code: str
    message: str


Event = Up | Down | Restarted | Trouble | Presence | Typing | Read | Notice | Left


class Events:
    """Iterate over what happens from now on; it ends with the chat. Of what is not read, the newest 1,000 are kept."""

    def __init__(self, feed: "Feed") -> None:
        self._feed = feed
        self._unread: deque[Event] = deque(maxlen=KEPT)

    def __aiter__(self) -> "Events":
        return self

    async def __anext__(self) -> Event:
        while not self._unread:
            if self._feed.ended:
                raise StopAsyncIteration
            await self._feed.changed.wait()
        return self._unread.popleft()

    def put(self, event: Event) -> None:
        self._unread.append(event)


class Feed:
    """Tells every `Events` that somebody still holds."""

    def __init__(self) -> None:
        self.ended = False
        self.changed = Change()
        self.readers: WeakSet[Events] = WeakSet()

    def read(self) -> Events:
        """A new reader, from now on."""
        events = Events(self)
        self.readers.add(events)
        return events

    def tell(self, event: Event) -> None:
        """Give an event to every reader, as long as there is a chat."""
        if self.ended:
            return
        for reader in self.readers:
            reader.put(event)
        self.changed.fire()

    def end(self) -> None:
        """Let the readers finish what they have."""
        self.ended = True
        self.changed.fire()
