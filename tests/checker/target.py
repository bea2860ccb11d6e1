"""What a course runs against."""

from collections import Counter
from typing import Protocol

from tests.checker.faults import Weather


class Target(Protocol):
    """A Parley with its gateway; `backend` names what is behind it."""

    backend: str
    url: str
    patience: float

    async def begin(self, weather: Weather) -> None:
        """From here on there are these faults."""

    async def calm(self) -> None:
        """From here on there are none."""

    async def faults(self) -> Counter[str]:
        """How often each fault has come since the beginning of the weather."""

    async def idle(self) -> bool:
        """Whether no function runs, and none waits to."""
