"""What people do in a month: how many they are, how long they are there, and what they say."""

from dataclasses import dataclass

DAYS = 30
MINUTES = 60
# The clients' own pauses (web/parley/timing.js, client/parley/timing.py), in minutes.
PING_EVERY, RENEW_AFTER = 4, 110
SWEEPS_AN_HOUR = 4


@dataclass(frozen=True)
class Workload:
    """The defaults are assumptions, all of which can be given: each person is in one room, and comes once a day.

    `messages` is a day's, in all rooms together, at hours when everyone of the room is there. Of those, `watching` have
    the room before their eyes, and their page says so after each message. `typing` and `reactions` are for a message.
    """

    rooms: int = 20
    users: int = 50
    messages: int = 2_000
    hours: float = 8.0
    watching: float = 0.25
    typing: float = 1.0
    reactions: float = 0.2
    edits: float = 0.02
    ping_every: float = PING_EVERY
    events: bool = True
    retention_days: int = 90
    log_days: int = 30
    page: bool = True
    monitoring: bool = True
    files: int = 0
    file_mb: float = 1.0

    @property
    def people(self) -> int:
        return self.rooms * self.users

    @property
    def connected(self) -> int:
        """On average, at any time."""
        return round(self.people * self.hours / 24)


def actions(work: Workload) -> dict[str, float]:
    """How often each action happens in a month, by the names of benchmarks/units.py."""
    days, said = work.people * DAYS, work.messages * DAYS
    renewals = days * (work.hours * MINUTES // RENEW_AFTER)
    return {
        "authorize": days + renewals,
        "connect": days,
        "joinRoom": days,
        "rooms": days,
        "history": days,
        "disconnect": days,
        "connect again": renewals,
        "joinRoom again": renewals,
        "disconnect again": renewals,
        "ping": days * work.hours * MINUTES / work.ping_every,
        "sendMessage": said,
        "typing": said * work.typing,
        "react": said * work.reactions,
        "editMessage": said * work.edits,
        "markRead": said * work.watching * work.users,
        "sweep": 24 * DAYS * SWEEPS_AN_HOUR,
    }
