"""What makes it cheaper: each lever alone, on the same month."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cost.bill import bill, total
from cost.workload import Workload


def _halved(work: Workload) -> Workload:
    return replace(work, rooms=work.rooms * 2, users=work.users // 2)


LEVERS: tuple[tuple[str, Callable[[Workload], Workload]], ...] = (
    ("twice as many rooms, each half as large", _halved),
    ("connected half as long (close while the page is hidden)", lambda work: replace(work, hours=work.hours / 2)),
    ("nobody tells that they have read (`markRead`)", lambda work: replace(work, watching=0.0)),
    ("nobody tells that they type (`typing`)", lambda work: replace(work, typing=0.0)),
    ("a ping every 8 minutes", lambda work: replace(work, ping_every=8.0)),
    ("no alarms and no dashboard (`Monitoring=false`)", lambda work: replace(work, monitoring=False)),
    ("no events on the bus (`OutgoingEvents=false`)", lambda work: replace(work, events=False)),
)


@dataclass(frozen=True)
class Lever:
    """What is done, and what the month costs then."""

    what: str
    dollars: float


def levers(work: Workload) -> list[Lever]:
    """Largest first."""
    pulled = [Lever(what, total(bill(change(work)))) for what, change in LEVERS]
    return sorted(pulled, key=lambda lever: lever.dollars)
