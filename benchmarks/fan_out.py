"""What a post costs: Parley's engine against other ways to post, interleaved, over TLS, with and without a delay.

`python -m benchmarks.fan_out` takes eight minutes, `--quick` one and a half.
"""

from statistics import median

from benchmarks.alone import alone
from benchmarks.fan_out_run import DELAYS, LIMIT, SIZES, Cells, first, run
from benchmarks.fan_out_ways import OTHERS, PARLEY, SEQUENTIAL, THREADS, WAYS
from benchmarks.figures import spread
from benchmarks.section import Goal, Plot, Section
from benchmarks.tables import table
from benchmarks.weight import zipped

ROUNDS = 5
COLUMNS = ("service delay", "recipients", "client", "µs CPU a post", "posts/s", "ms a delivery", "CPU, Parley = 1")
NAMES = (*(way.name for way in WAYS), LIMIT, first(PARLEY), first(THREADS))
TEXT = """\
`make bench ONLY=fan_out` (eight minutes): each way posts 200 bytes over TLS, signed with a session token of 900
characters, to a server on loopback that answers at once or after 15 ms. The lines are open unless a row says "first
delivery". boto3 and aiobotocore are used as their manuals show; one post after the other is not repeated where it
takes longer than anyone would wait, and ways of a millisecond a post meet 10,000 recipients once. wrk repeats one
request that was signed beforehand: about what the machine allows.

The ways with Parley's signer are bare: no retries, no deadline, nothing is said of who is gone. Parley does all of that
in the same run. What each way weighs, counted without docstrings and comments, and what it adds to an upload (compiled
code has to match runtime and architecture; pycurl's needs glibc 2.28, which Lambda's python3.11 has not):

{weights}

"""


def measure(quick: bool) -> Section:
    """Runs all rounds and holds them against the goals."""
    cells = run(1 if quick else ROUNDS, slow_ten_thousand=not quick)
    return Section(
        name="fan_out",
        title="A post to a connection",
        text=TEXT.format(weights=_weights()) + _limit(cells),
        columns=COLUMNS,
        rows=tuple(_row(cells, d, n, name) for d in DELAYS for n in SIZES for name in NAMES if cells.get((d, n, name))),
        goals=tuple(_goals(cells)),
        plots=(
            _plot(cells, 0.0, "cpu", "CPU a post, answered at once", "µs CPU a post"),
            _plot(cells, 0.015, "cpu", "CPU a post, answered after 15 ms", "µs CPU a post"),
            _plot(cells, 0.015, "rate", "Posts a second from one process, answered after 15 ms", "posts/s"),
        ),
    )


def _weights() -> str:
    rows = (
        (
            way.name,
            f"{way.lines}",
            f"{zipped(way.packages, OTHERS) / 1e6:.1f}" if way.packages else "0",
            "compiled" if way.packages else "pure Python",
            "yes" if way.guarded else "no",
        )
        for way in WAYS
    )
    return table(("way", "own lines", "zip MB", "code", "meets faults"), rows)


def _limit(cells: Cells) -> str:
    if any(name == LIMIT for _, _, name in cells):
        return ""
    return "wrk is not installed here, so the limit is left out."


def _row(cells: Cells, delay: float, count: int, name: str) -> tuple[str, ...]:
    cpu = _figures(cells, delay, count, name, "cpu")
    rate = _figures(cells, delay, count, name, "rate")
    took = _figures(cells, delay, count, name, "took")
    ratio = median(cpu) / _middle(cells, delay, count, PARLEY.name, "cpu")
    return (
        f"{delay * 1000:.0f} ms",
        f"{count:,}",
        name,
        spread(cpu),
        spread(rate),
        f"{median(took) * 1000:,.1f}" if name != LIMIT else "",
        f"{ratio:.1f}",
    )


def _goals(cells: Cells) -> list[Goal]:
    ours = _middle(cells, 0.0, 1_000, PARLEY.name, "cpu")
    threads = _middle(cells, 0.0, 1_000, THREADS.name, "cpu")
    single, other = (_middle(cells, 0.0, 1, way.name, "cpu") for way in (PARLEY, SEQUENTIAL))
    room = _middle(cells, 0.015, 10_000, PARLEY.name, "took")
    rate = _middle(cells, 0.015, 10_000, PARLEY.name, "rate")
    memory = _middle(cells, 0.0, 10_000, "memory", "memory")
    goals = [
        Goal(
            "CPU a post, 1,000 recipients, no delay, against boto3 with threads",
            "≤ 1/22",
            f"1/{threads / ours:.1f} ({ours:.0f} µs)",
            threads / ours >= 22,
        ),
        Goal("posts/s from one process, 15 ms", "≥ 10,000", f"{rate:,.0f}", rate >= 10_000),
        Goal("room of 10,000, warm, 15 ms", "≤ 1.7 s, nobody missed", f"{room:.2f} s, nobody missed", room <= 1.7),
        Goal(
            "CPU of a direct message, against one boto3 post",
            "< 1",
            f"{single / other:.2f} ({single:.0f} µs)",
            single < other,
        ),
        Goal("peak memory of `sendMessage` after 10,000 posts", "≤ 80 MB", f"{memory:.0f} MB", memory <= 80),
    ]
    if cells.get((0.0, 1_000, LIMIT)):
        limit = ours / _middle(cells, 0.0, 1_000, LIMIT, "cpu")
        goals.insert(1, Goal("the same, against wrk", "≤ 2.5", f"{limit:.1f}", limit <= 2.5))
    return goals


def _plot(cells: Cells, delay: float, figure: str, title: str, unit: str) -> Plot:
    series = (
        (name, tuple((n, _middle(cells, delay, n, name, figure)) for n in SIZES if cells.get((delay, n, name))))
        for name in (*(way.name for way in WAYS), LIMIT)
    )
    return Plot(
        name=f"{figure}-{delay * 1000:.0f}ms",
        title=title,
        x="recipients",
        y=unit,
        series=tuple((name, points) for name, points in series if points),
        log_x=True,
        log_y=True,
    )


def _figures(cells: Cells, delay: float, count: int, name: str, figure: str) -> list[float]:
    return [figures[figure] for figures in cells[delay, count, name]]


def _middle(cells: Cells, delay: float, count: int, name: str, figure: str) -> float:
    return median(_figures(cells, delay, count, name, figure))


if __name__ == "__main__":
    alone(measure)
