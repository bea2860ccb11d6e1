"""The messages of a room as they are now, as far as its log was read. Pure: entries go in, messages stand there.

A message in a page has what was done to it up to then, and the log tells the same again: what changes twice, changes
once. Where that cannot be seen from the message itself, its `as_of` decides: up to there, everything is in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from .entries import Edited, Entry, Erased, Message, Reacted
from .reactions import reacted

LIMIT = 1000


class Shelf(Mapping[int, Message]):
    """By seq, the messages that came last: 1,000, if nothing else is said."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._messages: dict[int, Message] = {}
        self._limit = limit

    def __getitem__(self, seq: int) -> Message:
        return self._messages[seq]

    def __iter__(self) -> Iterator[int]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)

    def put(self, message: Message, as_of: int = 0) -> None:
        """A message from a page that was asked for when everything up to `as_of` was known."""
        message = replace(message, as_of=max(message.as_of, as_of), restart=False)
        known = self._messages.pop(message.seq, message)
        self._messages[message.seq] = known if known.as_of > message.as_of else message
        if len(self._messages) > self._limit:
            del self._messages[next(iter(self._messages))]

    def tell(self, entry: Entry) -> None:
        """The next entry of the log: a message, or what changes one."""
        match entry:
            case Message():
                self.put(entry)
                if (first := self._messages.get(entry.thread or 0)) and entry.seq > first.as_of:
                    self._change(replace(first, replies=first.replies + 1), entry)
            case Edited() | Erased() | Reacted() if target := self._messages.get(entry.target):
                self._change(changed(target, entry), entry)

    def _change(self, message: Message, by: Entry) -> None:
        self._messages[message.seq] = replace(message, as_of=max(message.as_of, by.seq))

    def clear(self) -> None:
        """Forget all: it was another log."""
        self._messages.clear()


def changed(message: Message, entry: Edited | Erased | Reacted) -> Message:
    """The message after that; what it has in it already, or what comes after its end, changes nothing."""
    if message.erased is not None:
        return message
    match entry:
        case Edited(seq=seq, text=text) if seq > (message.edited or 0):
            return replace(message, text=text, edited=seq)
        case Erased(seq=seq):
            return replace(message, text="", edited=None, erased=seq, reactions=(), mentions=(), file=None)
        case Reacted(seq=seq):
            return replace(message, reactions=reacted(message.reactions, entry, seq <= message.as_of))
    return message
