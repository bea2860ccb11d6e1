"""What a history comes to, in figures."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.checker.archive_checks import archives
from tests.checker.entry import Entry, file_of, is_direct
from tests.checker.history import History
from tests.checker.standings import act_of


@dataclass
class Tally:
    """Figures of one course or of many. `series` has, for each second since the soak began, what happened in it."""

    courses: int = 0
    clients: int = 0
    seconds: float = 0.0
    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    entries: int = 0
    pages: int = 0
    doubles: int = 0
    reconnects: int = 0
    resumes: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    violations: Counter[str] = field(default_factory=Counter)
    series: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    latencies: list[tuple[float, float]] = field(default_factory=list)

    def add(self, history: History, since: float) -> None:
        """Adds a course, `since` seconds after the soak began."""
        self.courses += 1
        self.clients += len({record.client for record in history.of("open")})
        self.seconds += history.records[-1].when if history.records else 0.0
        self.kinds.update(_kind(record.room, one) for record in history.of("log") for one in record.entries)
        self.entries = self.kinds.total()
        self.resumes += sum(record.kind == "resumed" for record in history.of("joined"))
        for record in history.of("fault"):
            self.faults[record.kind] += record.seq
        for what, count in self._counted(history):
            for second, many in count.items():
                self.series[what][int(since) + second] += many
        self._time(history, since)

    def figures(self) -> dict[str, Any]:
        """The figures by name, for a file."""
        return {
            "courses": self.courses,
            "clients": self.clients,
            "seconds": round(self.seconds),
            "requests sent": self.sent,
            "entries acknowledged": self.acknowledged,
            "requests refused": self.refused,
            "entries in the logs": self.entries,
            "pages read": self.pages,
            "doubles seen": self.doubles,
            "reconnects": self.reconnects,
            "resumes": self.resumes,
            "faults injected": self.faults.total(),
            "violations": self.violations.total(),
            "written": dict(sorted(self.kinds.items())),
            "faults": dict(sorted(self.faults.items())),
        }

    def _counted(self, history: History) -> list[tuple[str, Counter[int]]]:
        """The series of a course, by second; what is counted here is added up on the way."""
        ops = {"sent": "sent", "acked": "acknowledged", "refused": "refused", "read": "pages", "down": "reconnects"}
        series: dict[str, Counter[int]] = {name: Counter() for name in (*ops.values(), "doubles", "faults")}
        for record in history.of(*ops):
            series[ops[record.op]][int(record.when)] += 1
        for record in history.of("fault"):
            series["faults"][int(record.when)] += record.seq
        met: set[tuple[str, str, int]] = set()
        for record in history.of("seen"):
            key = (record.client, record.room, record.seq)
            series["doubles"][int(record.when)] += key in met
            met.add(key)
        for name in (*ops.values(), "doubles"):
            setattr(self, name, getattr(self, name) + series[name].total())
        return list(series.items())

    def _time(self, history: History, since: float) -> None:
        """How long each entry took from its first sending to its acknowledgement, and when."""
        first: dict[tuple[str, str], float] = {}
        for record in history.of("sent", "acked"):
            key = (record.client, record.id)
            if record.op == "sent":
                first.setdefault(key, record.when)
            elif key in first:
                self.latencies.append((since + record.when, record.when - first[key]))


def _kind(room: str, one: Entry) -> str:
    """What was done, in a word or two."""
    if one.kind == "message" and is_direct(room):
        return "direct message"
    if one.kind == "message" and one.besides and not one.erased:
        return "file" if file_of(one) else "mention"
    if archives(one):
        return "archive"
    return str(act_of(one).get("act") or one.kind.partition(" ")[0])
