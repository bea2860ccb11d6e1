"""What a post costs: Parley's engine against boto3, interleaved, over TLS, with and without a service delay.

`python -m benchmarks.fan_out` takes a few minutes; `--rounds 1` is a quick look. Needs requirements/test.txt.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import trustme

from benchmarks import fan_out_limit

ROOT = Path(__file__).resolve().parent.parent
DELAYS = (0.0, 0.015)
# Recipients, and how many deliveries make one measurement: of Parley, of 32 threads, of one after the other.
SIZES = {1: (300, 100, 50), 10: (50, 10, 5), 100: (20, 4, 1), 1_000: (5, 1, 1), 10_000: (1, 1, 0)}
WAYS = ("Parley", "boto3, 32 threads", "boto3, sequential")
LIMIT = "wrk, signed beforehand"

Figures = dict[str, float]
Cells = dict[tuple[float, int, str], list[Figures]]


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost with its key, and the roots to trust."""
    authority = trustme.CA()
    own, roots = folder / "server.pem", folder / "roots.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(own))
    authority.cert_pem.write_to_path(str(roots))
    return own, roots


@contextmanager
def process(*words: str) -> Iterator[subprocess.Popen[str]]:
    """A process that is talked to through its standard streams and ends with its standard input."""
    child = subprocess.Popen(
        [sys.executable, "-m", *words], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with child:
        yield child
        assert child.stdin is not None
        child.stdin.close()
        child.wait(30)


def line_of(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise SystemExit("a process of the benchmark has ended early; its complaint stands above")
    return line


def ask(child: subprocess.Popen[str], count: int, repeats: int) -> Figures:
    """One measurement of a client."""
    assert child.stdin is not None
    child.stdin.write(f"{count} {repeats}\n")
    child.stdin.flush()
    figures: Figures = json.loads(line_of(child))
    return figures


def round_of(cells: Cells, delay: float, url: str, roots: Path) -> None:
    """All ways at all sizes, one way after the other at each size, in fresh processes whose lines are open by then."""
    with ExitStack() as stack:
        clients = {way: stack.enter_context(process("benchmarks.fan_out_client", way, url, str(roots))) for way in WAYS}
        for way in WAYS[:2]:
            cells[delay, 1_000, f"{way}, first delivery"].append(ask(clients[way], 1_000, 1))
        ask(clients[WAYS[0]], 1_000, 2)
        ask(clients[WAYS[2]], 10, 1)
        for count, repeats in SIZES.items():
            for way, times in zip(WAYS, repeats, strict=True):
                if times and not (way == WAYS[2] and delay and count > 100):
                    cells[delay, count, way].append(ask(clients[way], count, times))
            print(".", end="", file=sys.stderr, flush=True)


def row(cells: Cells, delay: float, count: int, way: str) -> str:
    """A line of the table: medians, and the range in brackets."""
    found = cells[delay, count, way]
    cpu, rate, took = ([figures[name] for figures in found] for name in ("cpu", "rate", "took"))
    middle = statistics.median(cpu)
    ratio = statistics.median(ours["cpu"] for ours in cells[delay, count, "Parley"])
    return (
        f"| {delay * 1000:.0f} ms | {count:,} | {way} | {middle:,.0f} ({min(cpu):,.0f}–{max(cpu):,.0f}) "
        f"| {statistics.median(rate):,.0f} ({min(rate):,.0f}–{max(rate):,.0f}) "
        f"| {statistics.median(took) * 1000:,.1f} | {middle / ratio:.1f} |"
    )


def table(cells: Cells) -> str:
    """Everything, as Markdown."""
    lines = [
        "| service delay | recipients | client | µs CPU a post | posts/s | ms a delivery | CPU, Parley = 1 |",
        "|---|---|---|---|---|---|---|",
    ]
    ways = (*WAYS, LIMIT, *(f"{way}, first delivery" for way in WAYS[:2]))
    lines += [row(cells, d, n, way) for d in DELAYS for n in SIZES for way in ways if cells.get((d, n, way))]
    peak = max(figures["memory"] for (_, _, way), found in cells.items() if way == "Parley" for figures in found)
    lines.append(f"\nPeak memory of Parley's process, 10,000 recipients included: {peak:.0f} MB.")
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    cells: Cells = defaultdict(list)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        own, roots = certificate(Path(name))
        urls = {}
        for delay in DELAYS:
            server = stack.enter_context(process("benchmarks.fan_out_server", str(own), str(delay)))
            urls[delay] = f"https://localhost:{int(line_of(server))}/prod"
        for _ in range(rounds):
            for delay, url in urls.items():
                round_of(cells, delay, url, roots)
                if fan_out_limit.installed():
                    cells[delay, 1_000, LIMIT].append(fan_out_limit.measure(url, Path(name)))
    print(file=sys.stderr)
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {rounds} rounds, TLS.\n")
    print(table(cells))


if __name__ == "__main__":
    main()
