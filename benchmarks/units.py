"""What each action takes: round trips, units of the table, frames, time and what is logged, in rooms of several sizes.

`python -m benchmarks.units` takes a minute. The calculator (`make cost`) goes by this table, and a test holds it to the
code.
"""

import json
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from benchmarks.alone import alone
from benchmarks.dynamodb import Table, tables
from benchmarks.processes import line_of, process, tell
from benchmarks.progress import progress
from benchmarks.section import Section
from tests.parts.connections import serving

# Who comes and who types is told up to 100 connections, and of more it is not.
SIZES = (10, 100, 101, 1_000)
BETWEEN = " / "
DELAY = 0.015
ROUNDS = 5

COLUMNS = (
    "action",
    "round trips to the table",
    "write units",
    "read units",
    "frames out",
    "their bytes",
    "bytes kept",
    "function's seconds",
    "bytes logged",
)

TEXT = f"""
The doors as Lambda calls them, in a warm process, on a room of {", ".join(f"{size:,}" for size in SIZES[:-1])} and
{SIZES[-1]:,} connections: one figure where all four are the same. Texts have 100 characters. Units are those that
DynamoDB Local says it took, and two for each item of a transaction, which AWS takes and DynamoDB Local does not; frames
are those that a Management API counted which answers after 15 ms. *again* is a second connection of somebody who is
there already, as clients open it before the two hours of the first are over. `sweep` asks for every connection.
Seconds are medians of the clock, because that is what Lambda bills, on this machine's cores.
"""

Row = dict[str, Any]


class _Late(dict[str, int]):
    """Answers 200 for every connection, and takes its time for it."""

    def get(self, key: str, default: Any = None) -> Any:
        time.sleep(DELAY)
        return default


def measure(quick: bool) -> Section:
    """Each size in a process and on a table of its own, several times: only the seconds differ."""
    found: dict[str, list[Row]] = {}
    with tables() as server:
        for size in SIZES:
            progress(f"a room of {size:,}")
            rounds = [list(_run(size, server.table())) for _ in range(1 if quick else ROUNDS)]
            for same in zip(*rounds, strict=True):
                row = same[0] | {"seconds": median(row["seconds"] for row in same)}
                found.setdefault(str(row["action"]), []).append(row)
    rows = tuple(_cells(action, sizes) for action, sizes in found.items())
    return Section("units", "What each action takes", TEXT, COLUMNS, rows)


def _run(size: int, own: Table) -> Iterator[Row]:
    with serving() as connections:
        connections.answers = _Late()
        environment = own.environment | {"CONNECTIONS_URL": connections.url}
        with process("benchmarks.units_actions", str(size), env=environment) as child:
            while (line := line_of(child)) != "done\n":
                if line.startswith('{"action"'):
                    sent = [len(post.body) for post in connections.posts]
                    yield json.loads(line) | {"frames": len(sent), "sent": sum(sent)}
                if line.startswith('{"action"') or line == "next\n":
                    connections.posts.clear()
                    tell(child, "on")


def _cells(action: str, sizes: list[Row]) -> tuple[str, ...]:
    def of(figure: str, digits: int) -> str:
        shown = [f"{row[figure]:,.{digits}f}" for row in sizes]
        return shown[0] if len(set(shown)) == 1 else BETWEEN.join(shown)

    most = {figure: f"{max(row[figure] for row in sizes):,}" for figure in ("kept", "logged")}
    units = (of("trips", 0), of("writes", 1), of("reads", 1), of("frames", 0), of("sent", 0))
    return action, *units, most["kept"], of("seconds", 3), most["logged"]


if __name__ == "__main__":
    alone(measure)
