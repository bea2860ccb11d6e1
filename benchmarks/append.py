"""What many writers cost each other: Parley's counter against an optimistic head, in one room and in many.

`python -m benchmarks.append` takes four minutes; `--quick` is a look. DynamoDB Local runs in a process of its own.
"""

import json
import subprocess
import sys
from collections import defaultdict
from statistics import median
from typing import Any

from benchmarks.alone import alone
from benchmarks.append_writers import WAYS
from benchmarks.dynamodb import Tables, tables
from benchmarks.figures import percentile, spread
from benchmarks.progress import progress
from benchmarks.section import Goal, Plot, Points, Section

WRITERS = (1, 4, 16, 64)
ROUNDS, SECONDS = 3, 4.0
LAYOUTS = ("one", "many")
OURS, THEIRS = WAYS
COLUMNS = ("rooms", "writers", "numbered by", "messages/s", "p50, ms", "p99, ms", "client's CPU, ms a message", "holes")

TEXT = f"""
Each writer is a process of its own and says 100 characters as soon as its last message is committed; the log is
checked afterwards: every message once, at the seq that its writer was told. A hole is a number that was taken and not
used, as when a request is sent again after a time-out; the next reader closes it. The counter is Parley's
`models.log.append` (take a number, then write message and postmark under conditions). The optimistic head reads the
head, writes message and head under the condition that it has not moved, and tries again with full jitter, through the
same client and on the same table. In many rooms each writer has one of its own. A run lasts {SECONDS:.0f} s. Writers
and DynamoDB Local share this machine's cores, so all throughputs are floors; and where few win most of the time, as at
an optimistic head, p50 is theirs and p99 is everyone else's.
"""

# (writers, layout, way) and its runs.
Runs = dict[tuple[int, str, str], list[dict[str, float]]]


def measure(quick: bool) -> Section:
    """Throughput, latency and CPU of both ways, interleaved."""
    rounds, seconds = (1, 1.5) if quick else (ROUNDS, SECONDS)
    runs: Runs = defaultdict(list)
    with tables() as server:
        _warm(server)
        for round_ in range(rounds):
            for writers in WRITERS:
                for layout in LAYOUTS if writers > 1 else LAYOUTS[:1]:
                    for way in WAYS:
                        progress(f"round {round_ + 1} of {rounds}: {writers} writers, {layout} room(s), {way}")
                        runs[writers, layout, way].append(_run(server, writers, layout, way, seconds))
    return Section("append", "Many writers", TEXT, COLUMNS, _rows(runs), _goals(runs), _plots(runs))


def _warm(server: Tables) -> None:
    """The first thousand requests of a Java server are slow, whoever sends them."""
    progress("warming up")
    for way in WAYS:
        _run(server, 16, "one", way, 2.0)


def _run(server: Tables, writers: int, layout: str, way: str, seconds: float) -> dict[str, float]:
    rooms = 1 if layout == "one" else writers
    command = [sys.executable, "-m", "benchmarks.append_writers", way, str(writers), str(rooms), str(seconds)]
    environment = server.table().environment
    answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    return figures(json.loads(answer))


def figures(run: dict[str, Any]) -> dict[str, float]:
    """What one run comes to."""
    took = run["milliseconds"]
    return {
        "rate": len(took) / run["seconds"],
        "p50": percentile(took, 0.5),
        "p99": percentile(took, 0.99),
        "cpu": run["cpu"] / len(took) * 1000,
        "holes": run["holes"],
    }


def _rows(runs: Runs) -> tuple[tuple[str, ...], ...]:
    def of(key: tuple[int, str, str], figure: str, digits: int = 0) -> str:
        return spread([run[figure] for run in runs[key]], digits)

    return tuple(
        (
            key[1],
            str(key[0]),
            key[2],
            of(key, "rate"),
            of(key, "p50"),
            of(key, "p99"),
            of(key, "cpu", 1),
            str(round(sum(run["holes"] for run in runs[key]))),
        )
        for key in sorted(runs, key=lambda key: (LAYOUTS.index(key[1]), key[0], key[2]))
    )


def _goals(runs: Runs) -> tuple[Goal, ...]:
    faster = _middle(runs, 16, "one", OURS, "rate") / _middle(runs, 16, "one", THEIRS, "rate")
    sooner = _middle(runs, 16, "one", THEIRS, "p99") / _middle(runs, 16, "one", OURS, "p99")
    return (
        Goal("16 writers, one room: throughput", "≥ 2.5 × the optimistic head's", f"{faster:.1f} ×", faster >= 2.5),
        Goal("16 writers, one room: p99", "≤ 1/5 of the optimistic head's", f"1/{sooner:.1f}", sooner >= 5),
    )


def _plots(runs: Runs) -> tuple[Plot, ...]:
    def series(figure: str) -> tuple[tuple[str, Points], ...]:
        return tuple(
            (way, tuple((float(writers), _middle(runs, writers, "one", way, figure)) for writers in WRITERS))
            for way in WAYS
        )

    return (
        Plot("throughput", "Writers in one room", "writers", "messages/s", series("rate"), log_x=True),
        Plot("p99", "Writers in one room", "writers", "p99, ms", series("p99"), log_x=True, log_y=True),
    )


def _middle(runs: Runs, writers: int, layout: str, way: str, figure: str) -> float:
    return median(run[figure] for run in runs[writers, layout, way])


if __name__ == "__main__":
    alone(measure)
