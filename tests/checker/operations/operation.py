"""What an operation is."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.checker.client import Client
from tests.checker.entry import user_of

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Draw:
    """What the plan knows when it draws a step: the rooms that there are, the other clients, and a new id."""

    random: Random
    rooms: tuple[str, ...]
    others: tuple[str, ...]
    id: str

    @property
    def room(self) -> str:
        """One of the rooms."""
        return self.random.choice(self.rooms)

    @property
    def other(self) -> str:
        """The user of another client; of nobody, where there is no other."""
        return user_of(self.random.choice(self.others or ("nobody",)))


@dataclass(frozen=True)
class Operation:
    """`weight` says how often, `draw` gives the arguments from the seed alone, `perform` does it."""

    name: str
    weight: float
    draw: Callable[[Draw], Arguments]
    perform: Callable[[Client, Arguments], Awaitable[None]]
