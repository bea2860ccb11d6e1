"""What a call has counted and measured so far; `journal` writes it with the call's line.

The names are a closed table: each is a metric of CloudWatch's for the whole stack, and each costs by the month. What
has no end, as rooms and users, is never in a name.
"""

from typing import Any, Literal

Count = Literal[
    "messages",  # said anew
    "changes",  # edited, erased, reacted, moderated …
    "duplicates",  # said before
    "sealed",  # numbers closed without an entry
    "conflicts",  # transactions that met in the table
    "table_throttled",
    "posted",  # frames sent to a connection
    "delivered",
    "gone",
    "undelivered",
    "throttled",  # by the Management API
    "refused",  # by the Management API, with 403
    "opened",
    "closed",
]
Gauge = Literal["open"]
Span = Literal["fan_out_ms", "recipients"]
Family = Literal["error", "bound", "handshake_refused"]

MILLISECONDS: frozenset[str] = frozenset({"fan_out_ms"})

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
VALUES_A_METRIC = 100

_numbers: dict[str, float] = {}
_spans: dict[str, list[float]] = {}
_notes: dict[str, str] = {}


def count(name: Count, times: int = 1) -> None:
    """So many more of these; none leaves no trace."""
    if times:
        _numbers[name] = _numbers.get(name, 0) + times


def count_of(family: Family, kind: str) -> None:
    """One more of a family; the kind is one of a closed list, as codes of errors are."""
    name = f"{family}_{kind}"
    _numbers[name] = _numbers.get(name, 0) + 1


def gauge(name: Gauge, value: float) -> None:
    """How many there are now."""
    _numbers[name] = value


def measure(name: Span, value: float) -> None:
    """One value of many, of which percentiles are wanted; a line of CloudWatch's takes no more than a hundred."""
    values = _spans.setdefault(name, [])
    if len(values) < VALUES_A_METRIC:
        values.append(value)


def note(name: Literal["room", "wish"], value: str) -> None:
    """What the call's line should say besides, no metric: the first word of a call holds."""
    _notes.setdefault(name, value)


def take() -> tuple[dict[str, Any], dict[str, str]]:
    """Everything since the last time, by its name, and the notes; from here on there is nothing."""
    numbers: dict[str, Any] = {**_numbers, **_spans}
    notes = dict(_notes)
    for kept in (_numbers, _spans, _notes):
        kept.clear()
    return numbers, notes


def unit(name: str) -> str:
    """What CloudWatch calls the unit."""
    return "Milliseconds" if name in MILLISECONDS else "Count"
