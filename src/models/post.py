"""A post: something to be said or done in a room, before it has a seq."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pynamodb.transactions import TransactWrite

from errors import ParleyError
from models import postmark as postmarks
from models import retention
from models.clock import now_ms
from models.message import Event, Message, sort_key
from models.room import Taking, key

Raw = dict[str, Any]


@dataclass(frozen=True)
class Together:
    """What is written together with an entry, or not at all.

    `write` adds updates to the transaction, given the entry's seq. When one of their conditions fails, `refusal` says
    why, given the item that it met; None where another seq may help.
    """

    write: Callable[[TransactWrite, int], None]
    refusal: Callable[[Raw | None, int], ParleyError | None]


@dataclass(frozen=True)
class Post:
    """A message to be; `slow` is the pace that it was said at, None for what keeps to none."""

    room: str
    id: str
    user: str
    name: str
    text: str
    reply: int | None = None
    thread: int | None = None
    mentions: tuple[str, ...] = ()
    file: Mapping[str, Any] | None = None
    together: Together | None = field(default=None, compare=False)
    slow: int | None = field(default=None, compare=False)

    @property
    def digest(self) -> str:
        """The same for the same message, and only for it."""
        more = [self.reply, sorted(self.mentions), dict(self.file) if self.file else None]
        return postmarks.digest(self.text if more == [None, [], None] else _unsayable([self.text, *more]))

    @property
    def taking(self) -> Taking:
        return Taking(self.user, slow=self.slow)

    def entry(self, seq: int) -> Message:
        """The message that the post becomes at a seq."""
        return Message(
            **_place(self, seq),
            text=self.text,
            reply=self.reply,
            thread=self.thread,
            mentions=set(self.mentions) or None,
            file=dict(self.file) if self.file else None,
        )


@dataclass(frozen=True)
class Deed:
    """An event to be: `what` is its type on the wire, `fields` are what that type has.

    `asked` is what the user asked for, by which the deed is known again; the fields may depend on the time as well.
    """

    room: str
    id: str
    user: str
    name: str
    what: str
    fields: Mapping[str, Any]
    text: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict)
    together: Together | None = field(default=None, compare=False)
    taking: Taking = Taking()

    @property
    def digest(self) -> str:
        """The same for the same deed, and only for it."""
        return postmarks.digest(_unsayable([self.what, dict(self.asked or self.fields), self.text]))

    def entry(self, seq: int) -> Event:
        """The event that the deed becomes at a seq."""
        event = Event(**_place(self, seq), what=self.what, fields=dict(self.fields))
        event.text = self.text
        return event


def _unsayable(parts: list[Any]) -> str:
    """What no text can be, for it begins with a control: nobody can say a deed, or an answer, under its id."""
    return "\0" + json.dumps(parts, sort_keys=True)


def _place(post: Post | Deed, seq: int) -> dict[str, Any]:
    """What every entry has."""
    return {
        "pk": key(post.room),
        "sk": sort_key(seq),
        "id": post.id,
        "user": post.user,
        "name": post.name,
        "at": now_ms(),
        "expires_at": retention.end(post.room),
    }
