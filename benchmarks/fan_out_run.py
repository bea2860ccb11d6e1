"""The processes of the fan-out benchmark, and its interleaved rounds."""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import trustme

from benchmarks import fan_out_limit
from benchmarks.fan_out_ways import OTHERS, PARLEY, SEQUENTIAL, THREADS, TREE, WAYS, Way
from benchmarks.progress import progress

DELAYS = (0.0, 0.015)
# Recipients, and how many deliveries make one measurement of a way that is fast, slow or slowest.
SIZES = {1: (300, 100, 50), 10: (50, 10, 5), 100: (20, 4, 1), 1_000: (5, 1, 1), 10_000: (1, 1, 0)}
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
        own, roots = _certificate(Path(name))
        urls = {}
        for delay in DELAYS:
            server = stack.enter_context(_process(sys.executable, "benchmarks.fan_out_server", str(own), str(delay)))
            urls[delay] = f"https://localhost:{int(_line_of(server))}/prod"
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
                times = repeats[PACES.index(way.pace)]
                if way is SEQUENTIAL and delay and count > 100:
                    continue
                if times and (count < 10_000 or way.pace == "fast" or slow_ten_thousand):
                    cells[delay, count, way.name].append(_ask(clients[way], count, times))
            progress(f"fan_out: all ways to {count:,}")


def _memory(cells: Cells, url: str, roots: Path) -> None:
    """What `sendMessage` needs after 10,000 posts."""
    with _client("send_message", url, roots) as client:
        cells[0.0, 10_000, "memory"].append(_ask(client, 10_000, 1))


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost with its key, and the roots to trust."""
    authority = trustme.CA()
    own, roots = folder / "server.pem", folder / "roots.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(own))
    authority.cert_pem.write_to_path(str(roots))
    return own, roots


@contextmanager
def _client(module: str, url: str, roots: Path) -> Iterator["subprocess.Popen[str]"]:
    python = OTHERS / "bin" / "python"
    with _process(_python(module, python), "benchmarks.fan_out_client", module, url, str(roots)) as child:
        yield child


def _python(module: str, others: Path) -> str:
    """The interpreter of a way: the other ways' packages have an environment of their own."""
    if not any(way.module == module and way.packages for way in WAYS):
        return sys.executable
    if not others.exists():
        raise SystemExit("The other ways' packages are not installed. `make bench` installs them.")
    return str(others)


@contextmanager
def _process(python: str, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that is talked to through its standard streams and ends with its standard input."""
    child = subprocess.Popen([python, "-m", *words], cwd=TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with child:
        yield child
        assert child.stdin is not None
        child.stdin.close()
        child.wait(30)


def _line_of(child: "subprocess.Popen[str]") -> str:
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise SystemExit("A process of the benchmark has ended early; its complaint stands above.")
    return line


def _ask(child: "subprocess.Popen[str]", count: int, repeats: int) -> Figures:
    """One measurement of a client."""
    assert child.stdin is not None
    child.stdin.write(f"{count} {repeats}\n")
    child.stdin.flush()
    figures: Figures = json.loads(_line_of(child))
    return figures
