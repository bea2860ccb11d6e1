"""What the functions count, as figures of the last minutes: the same metrics that CloudWatch makes of their lines.

Standard library only.
"""

import json
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local.logs import follow

EVERY = 5  # seconds
KEPT = 60  # of these, hence five minutes
FAMILIES = ("error_", "bound_", "handshake_refused_")
# A function that ended without a line of its own.
FAILED = "failed"


@dataclass
class Slot:
    """What was counted in some seconds, and every time that telling a room took."""

    began: int
    counted: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)


class Figures:
    """Takes the records of the functions' log, and says how things are."""

    def __init__(self) -> None:
        self._slots: deque[Slot] = deque(maxlen=KEPT)
        self._total: Counter[str] = Counter()
        self._lock = threading.Lock()

    def take(self, record: dict[str, Any]) -> None:
        """Counts what a record of the log tells."""
        line = metrics_in(record.get("line", ""))
        with self._lock:
            slot = self._slot(record["at"])
            slot.took += [float(value) for value in _listed(line.pop("fan_out_ms", []))]
            counted = Counter({name: sum(_listed(value)) for name, value in line.items() if name != "open"})
            counted[FAILED] += bool(record.get("failure"))
            slot.counted += counted
            self._total += counted

    def now(self, at: float) -> dict[str, Any]:
        """The series of the last minutes, the oldest first, and the sums since the start."""
        with self._lock:
            newest = int(at) // EVERY * EVERY
            slots = {slot.began: slot for slot in self._slots}
            spans = range(newest - EVERY * (KEPT - 1), newest + EVERY, EVERY)
            shown = [slots.get(began) or Slot(began) for began in spans]
            return {
                "every": EVERY,
                "at": newest,
                "open": self._open(shown),
                "messages": [slot.counted["messages"] / EVERY for slot in shown],
                "delivered": [slot.counted["delivered"] / EVERY for slot in shown],
                "p50": [percentile(slot.took, 50) for slot in shown],
                "p99": [percentile(slot.took, 99) for slot in shown],
                "errors": [sum(_troubles(slot.counted).values()) for slot in shown],
                "totals": dict(self._total),
                "troubles": _troubles(self._total),
            }

    @contextmanager
    def following(self, path: Path) -> Iterator[None]:
        """Takes everything that is written to the log, from its start on, while the context lasts."""
        stop = threading.Event()
        thread = threading.Thread(target=self._follow, args=(path, stop), name="figures", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def as_json(self) -> bytes:
        """How things are now, for the page."""
        return json.dumps(self.now(time.time())).encode()

    def _follow(self, path: Path, stop: threading.Event) -> None:
        for record in follow(path, stop):
            self.take(record)

    def _open(self, shown: list[Slot]) -> list[int]:
        """How many connections were open at the end of each slot: counted back from how many there are now."""
        series, there = [], self._total["opened"] - self._total["closed"]
        for slot in reversed(shown):
            series.append(max(0, there))
            there -= slot.counted["opened"] - slot.counted["closed"]
        return series[::-1]

    def _slot(self, at: float) -> Slot:
        began = int(at) // EVERY * EVERY
        if not self._slots or self._slots[-1].began < began:
            self._slots.append(Slot(began))
        return next((slot for slot in reversed(self._slots) if slot.began == began), self._slots[-1])


def metrics_in(line: str) -> dict[str, Any]:
    """The metrics that CloudWatch would find in a line, with their values; none in one that is not for it."""
    try:
        told = json.loads(line)
        directives = told["_aws"]["CloudWatchMetrics"]
        return {metric["Name"]: told[metric["Name"]] for each in directives for metric in each["Metrics"]}
    except (ValueError, KeyError, TypeError):
        return {}


def percentile(values: list[float], percent: int) -> float | None:
    """The smallest value that so many percent of them do not exceed; None of none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else None


def _troubles(counted: Counter[str]) -> dict[str, int]:
    named = {name: count for name, count in counted.items() if name.startswith(FAMILIES)}
    more = {name: counted[name] for name in ("undelivered", "refused", "throttled", FAILED) if counted[name]}
    return dict(sorted((named | more).items()))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
