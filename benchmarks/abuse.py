"""What a room notices of an abuser in another: its median delivery with and without 1,000 connections at full speed.

`python -m benchmarks.abuse` takes ten minutes, `--quick` four.
"""

import tempfile
from collections import Counter
from statistics import median
from typing import Any

from benchmarks.abuse_side import IDLE
from benchmarks.alone import alone
from benchmarks.dynamodb import tables
from benchmarks.figures import percentile, spread
from benchmarks.processes import Child, ask, line_of, process
from benchmarks.progress import progress
from benchmarks.section import Goal, Section
from tests.parts.processes import environment
from tests.parts.template import load

CONNECTIONS = 1_000
PEOPLE = 10
# Until DynamoDB Local has compiled what it runs: before that, whoever comes later finds it faster.
WARM_UP = 200
MESSAGES = 60
# At a person's pace a minute of them, and how many of these are said in the first ten seconds.
A_MINUTE, TEN_SECONDS = 250, 40
ROUNDS = 3
LIMIT = 1.2
BOUNDS = {
    "CONNECTIONS_PER_USER": "ConnectionsPerUser",
    "ARRIVALS_PER_USER": "ArrivalsPerUser",
    "ARRIVALS_PER_ADDRESS": "ArrivalsPerAddress",
}

COLUMNS = ("the abuser", "p50 of all deliveries, ms", "p99, ms", "times the p50 without")

TEXT = """
Ten people talk in one room, one message after the other. One abuser has 1,000 connections come, and then, for a minute,
each of them joins another room and sends messages and pings as fast as its socket takes them; who is ended comes again
at once, who is refused at the door a minute later. Once the door is bounded as the template has it, once it is open.
Rounds without and with the abuser alternate. Both sides have a gateway and functions of their own, as each call has on
AWS, and the abuser's have of this machine's cores what the others leave; what they share is the table (DynamoDB Local),
where each call of the abuser's still takes time from the others, which it does not on AWS: the ratios are upper bounds.
A side runs as many functions at a time as there are cores.

What came of it, in all rounds, with the bounds: {bounded}. With the door open: {open}.
"""

Found = dict[str, list[dict[str, float]]]
WITHOUT, COMING = "is not there", "comes"
BEGINNING, FLOODING = "has sent for ten seconds at full speed", "has for a minute"
BOUNDED, OPEN = "bounded at the door", "let in 1,000 times"


def measure(quick: bool) -> Section:
    """Rounds without and with the abuser in turns, and so the bounds and the open door."""
    doors = {BOUNDED: _bounds(), OPEN: list[str]()}
    found: dict[str, Found] = {how: {what: [] for what in (WITHOUT, COMING, BEGINNING, FLOODING)} for how in doors}
    met = {how: Counter[str]() for how in doors}
    with (
        tables() as server,
        tempfile.TemporaryDirectory() as folder,
        _side(*(place := (server.url, server.table().name, folder))) as here,
        process("benchmarks.end_to_end_crowd", "parley", line_of(here).strip(), env=environment()) as crowd,
    ):
        ask(crowd, f"join {PEOPLE}")
        ask(crowd, f"one {WARM_UP}")
        for round_ in range(1 if quick else ROUNDS):
            for how, settings in doors.items():
                progress(f"round {round_ + 1}: {how}")
                found[how][WITHOUT].append(_figures(ask(crowd, f"one {MESSAGES}")))
                # What is left of a flood is not taken into the next round: its functions end with it.
                with _side(*place, IDLE, *settings) as there:
                    abuser = ("benchmarks.abuse_abuser", line_of(there).strip(), str(CONNECTIONS), f"abuser-{round_}")
                    with process(*abuser, env=environment()) as child:
                        met[how] += Counter(_abused(found[how], crowd, child))
    rows = [(f"{what}, {how}", *_row(found[how], what)) for how in doors for what in found[how]]
    goals = tuple(_goal(how, ratio_of(found[how], FLOODING)) for how in doors)
    text = TEXT.format(bounded=told(met[BOUNDED]), open=told(met[OPEN]))
    return Section("abuse", "An abuser in another room", text, COLUMNS, tuple(rows), goals)


def _goal(how: str, ratio: float) -> Goal:
    figure = f"a room's median delivery in a minute beside an abuser {how}"
    return Goal(figure, f"≤ {LIMIT} times", f"{ratio:.2f}", ratio <= LIMIT)


def _bounds() -> list[str]:
    """A user's and an address's connections as the template bounds them."""
    return [f"{name}={load()['Parameters'][parameter]['Default']}" for name, parameter in BOUNDS.items()]


def _side(*words: str) -> Any:
    return process("benchmarks.abuse_side", *words, env=environment())


def _abused(found: Found, crowd: Child, abuser: Child) -> dict[str, int]:
    """The crowd talks while the abuser's connections come, and then while they send: what came of them."""
    met, coming = dict(ask(abuser, "come")), list[list[float]]()
    while met.get("opened", 0) + met.get("refused", 0) < CONNECTIONS:
        coming += ask(crowd, "one 5")
        met = ask(abuser, "how far")
    found[COMING].append(_figures(coming))
    progress(f"they have come: {told(met)}")
    ask(abuser, "flood")
    said = ask(crowd, f"one {A_MINUTE}")
    found[BEGINNING].append(_figures(said[:TEN_SECONDS]))
    found[FLOODING].append(_figures(said))
    return dict(ask(abuser, "how far"))


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


if __name__ == "__main__":
    alone(measure)
