"""What it costs to read the roots that a TLS connection trusts."""

import ssl
import statistics
import tempfile
import time
from pathlib import Path
from runpy import run_path

import botocore

from benchmarks.alone import alone
from benchmarks.figures import spread
from benchmarks.progress import progress
from benchmarks.section import Plot, Section
from delivery import tls

ROUNDS = 9
CONTEXTS = 10
PICK = Path(__file__).resolve().parent.parent / "layer" / "roots.py"
BUNDLE = Path(botocore.__file__).with_name("cacert.pem")
AMAZON = "Amazon's own, as in the layer"
TEXT = """\
`make bench ONLY=tls_context` (seconds): making the context that verifies a TLS connection, from three sets of roots.
The delivery engine reads them once a process, botocore for every new connection.
"""


def measure(quick: bool) -> Section:
    """All sets of roots, one after the other in each round."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "roots.pem"
        own.write_text(run_path(str(PICK))["pick"](BUNDLE))
        ways = {AMAZON: str(own), "botocore's bundle": str(BUNDLE), "this system's": None}
        figures: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(3 if quick else ROUNDS):
            for name, roots in ways.items():
                figures[name].append(_milliseconds(roots))
            progress(f"tls_context: round {number + 1}")
        counts = {name: len(_context(roots).get_ca_certs()) for name, roots in ways.items()}
    return _section(figures, counts)


def _milliseconds(roots: str | None) -> float:
    began = time.process_time()
    for _ in range(CONTEXTS):
        _context(roots)
    return (time.process_time() - began) / CONTEXTS * 1000


def _context(roots: str | None) -> ssl.SSLContext:
    return tls.context.__wrapped__(roots)


def _section(figures: dict[str, list[float]], counts: dict[str, int]) -> Section:
    middle = {name: statistics.median(found) for name, found in figures.items()}
    rows = (
        (name, str(counts[name]), spread(found, 2), f"{middle[name] / middle[AMAZON]:.0f}")
        for name, found in figures.items()
    )
    bars = tuple((name, ((0.0, value),)) for name, value in middle.items())
    return Section(
        name="tls_context",
        title="Trusting AWS",
        text=TEXT,
        columns=("roots", "how many", "CPU ms a context", "Amazon's = 1"),
        rows=tuple(rows),
        plots=(Plot("cpu", "CPU of a TLS context", "", "ms", bars, kind="bars"),),
    )


if __name__ == "__main__":
    alone(measure)
