"""A command: what it takes, what the help says of it, and what it does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ..room import Room
from .seat import Seat


@dataclass(frozen=True)
class Command:
    """`inside`: it needs a room. Without `says` it is left out of the help, because another one speaks for it."""

    takes: str
    says: str
    do: Callable[[Seat, str], Awaitable[None]]
    inside: bool = False


def inside(takes: str, says: str, do: Callable[[Seat, Room, str], Awaitable[None]]) -> Command:
    """A command that is about the room one is turned to."""

    async def there(seat: Seat, argument: str) -> None:
        assert seat.room is not None
        await do(seat, seat.room, argument)

    return Command(takes, says, there, inside=True)
