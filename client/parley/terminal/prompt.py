"""The words before the line that is typed, pure."""

from collections.abc import Sequence

from ..entries import User
from .typeset import short


def prompt(where: str, *, down: bool, late: int, typists: Sequence[User]) -> str:
    """Where one is; and how the line is, what is on its way, or who types: the first of these that there is."""
    if down:
        return f"{where} (reconnecting…)> "
    if late:
        return f"{where} ({late} on the way)> "
    if typists:
        others = len(typists) - 1
        who = short(typists[0]) + (f" and {others} more are" if others else " is")
        return f"{where} ({who} typing…)> "
    return f"{where}> "
