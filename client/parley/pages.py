"""Parts of a room's log, as the service answers them."""

from dataclasses import dataclass

from .entries import Entry, Message, Passed


@dataclass(frozen=True, slots=True)
class Page:
    """Every entry with `after < seq <= through`; `more` says whether the direction asked for goes on."""

    room: str
    after: int
    through: int
    log: tuple[Entry | Passed, ...]
    more: bool
    id: str | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is known of the log, in seq order."""
        return tuple(entry for entry in self.log if isinstance(entry, Entry))

    @property
    def messages(self) -> tuple[Message, ...]:
        """What was said, in seq order."""
        return tuple(entry for entry in self.log if isinstance(entry, Message))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found among `after < seq <= through`, newest first; `more`: there are older messages to look at."""

    room: str
    messages: tuple[Message, ...]
    after: int
    through: int
    more: bool
    id: str | None = None
