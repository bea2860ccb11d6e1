"""What a room notices of an abuser in another: its median delivery with and without 1,000 connections at full speed.

`python -m benchmarks.abuse` takes five minutes, `--quick` two. Needs the environments of `make run`.
"""

import json
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.alone import alone
from benchmarks.figures import percentile, spread
from benchmarks.processes import Child, line_of, process, tell
from benchmarks.progress import progress
from benchmarks.section import Goal, Section
from local.stack import Stack
from tests.parts.template import load

CONNECTIONS = 1_000
PEOPLE = 10
MESSAGES, QUICK_MESSAGES = 40, 15
ROUNDS = 3
# Until the flood has met the bounds: what a room notices before is in the table as the beginning.
BEGINNING_SECONDS = 20
LIMIT = 1.2
BOUNDS = ("ConnectionsPerUser", "ArrivalsPerUser", "ArrivalsPerAddress")

COLUMNS = ("the abuser", "p50 of all deliveries, ms", "p99, ms", "times the p50 without")

TEXT = """
Ten people talk in one room, one message after the other, through the deployed stack on this machine. One abuser opens
1,000 connections, each of which joins another room and sends messages and pings as fast as its socket takes them. Who
is ended comes again at once, who is refused at the door a minute later; connections are bounded as the template has it.
Rounds without and with the abuser alternate. The abuser's process has the lowest priority; the gateway, the emulator
and all functions share this machine's cores, as AWS's do not: a call that is made for the abuser, if only to refuse,
takes time here from everybody. So the ratio is an upper bound.

What came of the abuse: {came}.
"""

Found = dict[str, list[dict[str, float]]]
WITHOUT, BEGINNING, WITH = "without", "with, its first seconds", "with"


def measure(quick: bool) -> Section:
    """Rounds without and with the abuser, in turns."""
    found: Found = {WITHOUT: [], BEGINNING: [], WITH: []}
    messages = QUICK_MESSAGES if quick else MESSAGES
    with tempfile.TemporaryDirectory() as name:
        progress("deploying")
        with (
            Stack(Path(name), parameters=_bounds()) as running,
            process("benchmarks.end_to_end_crowd", "parley", running.endpoints.websocket) as crowd,
        ):
            _ask(crowd, f"join {PEOPLE}")
            _ask(crowd, "one 5")
            came: dict[str, int] = {}
            for round_ in range(1 if quick else ROUNDS):
                progress(f"round {round_ + 1}: without")
                found[WITHOUT].append(_figures(_ask(crowd, f"one {messages}")))
                progress(f"round {round_ + 1}: with {CONNECTIONS:,} connections of an abuser")
                with process("benchmarks.abuse_abuser", running.endpoints.websocket, str(CONNECTIONS)) as abuser:
                    came = _abused(found, crowd, abuser, messages)
    ratio = ratio_of(found, WITH)
    goal = Goal(
        "a room's median delivery, beside an abuser in another", f"≤ {LIMIT} times", f"{ratio:.2f}", ratio <= LIMIT
    )
    rows = tuple((what, *_row(found, what)) for what in found)
    return Section("abuse", "An abuser in another room", TEXT.format(came=told(came)), COLUMNS, rows, (goal,))


def _bounds() -> dict[str, str]:
    """A user's and an address's connections as the template bounds them; a laptop's stack does not."""
    return {name: str(load()["Parameters"][name]["Default"]) for name in BOUNDS}


def _abused(found: Found, crowd: Child, abuser: Child, messages: int) -> dict[str, int]:
    _ask(abuser, "begin")
    began = time.monotonic()
    first: list[list[float]] = []
    while time.monotonic() < began + BEGINNING_SECONDS:
        first += _ask(crowd, "one 3")
    found[BEGINNING].append(_figures(first))
    found[WITH].append(_figures(_ask(crowd, f"one {messages}")))
    return dict(_ask(abuser, "what came of it"))


def told(came: dict[str, int]) -> str:
    """What an abuser met, the most frequent first."""
    most = sorted(came.items(), key=lambda each: -each[1])
    return ", ".join(f"{name} {number:,}" for name, number in most)


def ratio_of(found: Found, what: str) -> float:
    """The median of the rounds' ratios of the medians: each round with is held against the one without before it."""
    pairs = zip(found[what], found[WITHOUT], strict=True)
    return median(one["p50"] / other["p50"] for one, other in pairs)


def _figures(messages: list[list[float]]) -> dict[str, float]:
    deliveries = [milliseconds for message in messages for milliseconds in message]
    return {"p50": percentile(deliveries, 0.5), "p99": percentile(deliveries, 0.99)}


def _row(found: Found, what: str) -> tuple[str, ...]:
    medians, tails = ([round_[name] for round_ in found[what]] for name in ("p50", "p99"))
    return spread(medians, 0), spread(tails, 0), f"{ratio_of(found, what):.2f}"


def _ask(child: Child, line: str) -> Any:
    tell(child, line)
    return json.loads(line_of(child))


if __name__ == "__main__":
    alone(measure)
