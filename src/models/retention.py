"""How long what is said in a room is kept: for the room's own days, or as long as everywhere.

The write that takes a seq answers with the whole room, so whoever writes an entry knows its room's days without a read.
"""

from models.clock import in_seconds, retention_end

_days: dict[str, int] = {}


def note(room: str, days: int) -> None:
    """The room's own days, as they were when its last seq was taken here; 0 where it has none."""
    if days:
        _days[room] = days
    else:
        _days.pop(room, None)


def end(room: str) -> int:
    """The epoch second until which what is written now in a room is kept."""
    days = _days.get(room)
    return in_seconds(days * 86_400) if days else retention_end()
