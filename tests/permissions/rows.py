"""What is to be taken out, and what became of it."""

from dataclasses import dataclass

from tests.permissions.roles import Function, Grant

NOTHING = "nothing"


@dataclass
class Row:
    """What became of a function without one action; `by` is the flow that failed, and `shown` how."""

    function: str
    action: str
    by: str = ""
    shown: str = ""
    seconds: float = 0.0

    def published(self) -> dict[str, str]:
        """Without the time it took."""
        return {"function": self.function, "without": self.action, "fails": self.by or NOTHING, "how": self.shown}

    def __str__(self) -> str:
        fails = f"{self.by or NOTHING} {self.shown and f'({self.shown})'}"
        return f"{self.function} without {self.action}, {self.seconds:g} s: {fails}"


@dataclass(frozen=True)
class Task:
    """A grant that is to be taken out, by the name of its function and what it allows."""

    function: Function
    grant: Grant
    name: str
    action: str
