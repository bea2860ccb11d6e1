"""What happens in a room of a test: things said and done, and what comes in between."""

from collections.abc import Callable
from itertools import count
from typing import Any

from models.log import append
from models.message import Event, Message
from models.post import Deed, Post, Together

ROOM = "general"
_numbers = count()


def say(text: str = "hello", user: str = "guest:ana", **more: Any) -> Message:
    """Somebody says something, under an id of its own."""
    return append(Post(ROOM, f"said-{next(_numbers)}", user, user.removeprefix("guest:").title(), text, **more))


def deed(together: Together, what: str = "edited", target: int = 1, id: str = "", **more: Any) -> Deed:
    """Something that Ana does to what is in the room."""
    return Deed(
        ROOM,
        id or f"done-{next(_numbers)}",
        **({"user": "guest:ana", "name": "Ana", "what": what, "fields": {"target": target}} | more),
        together=together,
    )


def do(together: Together, what: str = "edited", target: int = 1, **more: Any) -> Event:
    """It is done."""
    return append(deed(together, what, target, **more))


def meanwhile(together: Together, happens: Callable[[], object], times: int = 1) -> Together:
    """The same, but so many times something else happens between taking the seq and writing."""
    left = [happens] * times

    def write(transaction: Any, seq: int) -> None:
        if left:
            left.pop()()
        together.write(transaction, seq)

    return Together(write, together.refusal)
