"""What a course does: drawn from a seed, and from nothing else, so that a seed is all that it takes to do it again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.checker.faults import Weather, weather
from tests.checker.operations import ALL
from tests.checker.operations.operation import Draw


@dataclass(frozen=True)
class Size:
    """How much happens in one course."""

    clients: int = 5
    rooms: int = 2
    steps: int = 28
    pause: float = 0.25


@dataclass(frozen=True)
class Step:
    """One thing that a client does, after a pause in seconds."""

    pause: float
    operation: str
    given: dict[str, Any]

    def __str__(self) -> str:
        return f"+{self.pause:.3f} {self.operation} {json.dumps(self.given, ensure_ascii=False)}"


@dataclass(frozen=True)
class Plan:
    """Each client's steps, the weather they happen in, and whether the end is announced or silent.

    The last of the rooms is a club, for members only: the first of the clients founds it before anything else.

    `patience` is how many times as long as usual the clients wait before they say again: an impatient client's second
    attempt is there before a writer who stalls, and hides what would become of the first.
    """

    seed: int
    rooms: tuple[str, ...]
    clients: dict[str, tuple[Step, ...]]
    weather: Weather
    silent_end: bool
    patience: float

    @property
    def club(self) -> str:
        """The room for members only."""
        return self.rooms[-1]

    def __str__(self) -> str:
        steps = (f"{name} {step}" for name, steps in self.clients.items() for step in steps)
        return "\n".join(
            [f"seed {self.seed}, rooms {' '.join(self.rooms)}, patience {self.patience:g}", str(self.weather), *steps]
        )


def plan(seed: int, size: Size, *, calm: bool = False) -> Plan:
    """The plan of a seed; a calm one has no faults."""
    random = Random(f"plan {seed}")
    rooms = (*(f"room-{seed}-{number}" for number in range(size.rooms)), f"club-{seed}")
    names = tuple(f"s{seed}c{number}" for number in range(size.clients))
    clients = {name: tuple(_steps(random, name, names, rooms, size)) for name in names}
    silent, patience = random.random() < 0.25, random.choice((1.0, 1.0, 4.0))
    return Plan(seed, rooms, clients, weather(seed, calm), silent, patience)


def _steps(random: Random, client: str, clients: tuple[str, ...], rooms: tuple[str, ...], size: Size) -> Iterator[Step]:
    yield Step(0.0, "join", {"room": random.choice(rooms[:-1])})
    others = tuple(name for name in clients if name != client)
    names, weights = [*ALL], [operation.weight for operation in ALL.values()]
    for number in range(size.steps):
        name = random.choices(names, weights)[0]
        given = ALL[name].draw(Draw(random, rooms, others, f"{client}-{number}"))
        yield Step(round(random.uniform(0, 2 * size.pause), 3), name, dict(given))
