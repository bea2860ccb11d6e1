"""The processes of the fan-out benchmark, and its interleaved rounds."""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks import fan_out_limit
from benchmarks.fan_out_ways import OTHERS, PARLEY, SEQUENTIAL, THREADS, WAYS, Way
from benchmarks.processes import Child, ask, certificate, line_of, process
from benchmarks.progress import progress

DELAYS = (0.0, 0.015)
# Recipients, and how many deliveries make one measurement of a way that is fast, slow or slowest.
SIZES = {1: (300, 100, 50), 10: (50, 10, 5), 100: (20, 4, 1), 1_000: (5, 1, 1), 10_000: (1, 1, 0)}
# With a delay, single posts are mostly waiting.
PATIENCE = 60
PACES = ("fast", "slow", "slowest")
# Recipients and deliveries until all lines are open that a way keeps.
WARM_UP = {"fast": (1_000, 3), "slow": (200, 1), "slowest": (10, 1)}
LIMIT = "wrk, signed beforehand"

Figures = dict[str, float]
Cells = dict[tuple[float, int, str], list[Figures]]


def first(way: Way) -> str:
    """The name of a way's first delivery, in which its lines are opened."""
    return f"{way.name}, first delivery"


def run(rounds: int, slow_ten_thousand: bool) -> Cells:
    """All measurements: each round has every way at every size with both delays, in fresh processes."""
    cells: Cells = defaultdict(list)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        own, roots = certificate(Path(name))
        urls = {}
        for delay in DELAYS:
            server = stack.enter_context(process("benchmarks.fan_out_server", str(own), str(delay)))
            urls[delay] = f"https://localhost:{int(line_of(server))}/prod"
        for number in range(rounds):
            for delay, url in urls.items():
                progress(f"fan_out: round {number + 1} of {rounds}, {delay * 1000:.0f} ms of service delay")
                _round(cells, delay, url, roots, number, slow_ten_thousand and number == 0)
                if fan_out_limit.installed():
                    cells[delay, 1_000, LIMIT].append(fan_out_limit.measure(url, Path(name), 3 if rounds > 1 else 1))
        _memory(cells, urls[0.0], roots)
    return cells


def _round(cells: Cells, delay: float, url: str, roots: Path, number: int, slow_ten_thousand: bool) -> None:
    """All ways at all sizes, one way after the other at each size; another way begins in each round."""
    turn = number % len(WAYS)
    ways = (*WAYS[turn:], *WAYS[:turn])
    with ExitStack() as stack:
        clients = {way: stack.enter_context(_client(way.module, url, roots)) for way in ways}
        for way in ways:
            if way in (PARLEY, THREADS):
                cells[delay, 1_000, first(way)].append(_ask(clients[way], 1_000, 1))
            _ask(clients[way], *WARM_UP[way.pace])
        for count, repeats in SIZES.items():
            for way in ways:
                times = min(repeats[PACES.index(way.pace)], PATIENCE if delay else repeats[0])
                if way is SEQUENTIAL and delay and count > 100:
                    continue
                if times and (count < 10_000 or way.pace == "fast" or slow_ten_thousand):
                    cells[delay, count, way.name].append(_ask(clients[way], count, times))
            progress(f"fan_out: all ways to {count:,}")


def _memory(cells: Cells, url: str, roots: Path) -> None:
    """What `sendMessage` needs after 10,000 posts."""
    with _client("send_message", url, roots) as client:
        cells[0.0, 10_000, "memory"].append(_ask(client, 10_000, 1))


@contextmanager
def _client(module: str, url: str, roots: Path) -> Iterator[Child]:
    python = OTHERS / "bin" / "python"
    with process("benchmarks.fan_out_client", module, url, str(roots), python=_python(module, python)) as child:
        yield child


def _python(module: str, others: Path) -> str:
    """The interpreter of a way: the other ways' packages have an environment of their own."""
    if not any(way.module == module and way.packages for way in WAYS):
        return sys.executable
    if not others.exists():
        raise SystemExit("The other ways' packages are not installed. `make bench` installs them.")
    return str(others)


def _ask(child: Child, count: int, repeats: int) -> Figures:
    """One measurement of a client."""
    figures: Figures = ask(child, f"{count} {repeats}")
    return figures
