"""`python -m benchmarks [--quick] [NAME ...]`: measures all or the named sections and writes docs/performance.md.

A quick look is written into .parley/bench/ instead: its figures are too shaky to be published.
"""

import argparse
import time
from datetime import date
from pathlib import Path

from benchmarks import page, tables
from benchmarks.kept import Kept, keep
from benchmarks.machine import machine
from benchmarks.order import ORDER, measure
from benchmarks.progress import progress
from benchmarks.section import Section

TREE = Path(__file__).resolve().parent.parent
DOCS, LOOK = TREE / "docs", TREE / ".parley" / "bench"


def main() -> None:
    """Measures in a fixed order; each section is written down as soon as it is there."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures, and writes the figures down.")
    options.add_argument("--quick", action="store_true", help="a quick look, written into .parley/bench/")
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ORDER))
    asked = options.parse_args()
    names = _known(asked.names)
    folder = LOOK if asked.quick else DOCS
    for name in names:
        section = _timed(name, asked.quick)
        keep(Kept(section, date.today().isoformat(), machine(), asked.quick), folder / page.PLOTS)
        print("\n" + tables.section(section) + "\n", flush=True)
        written = page.write(folder, ORDER)
    progress(f"written into {written}")


def _known(names: list[str]) -> list[str]:
    unknown = [name for name in names if name not in ORDER]
    if unknown:
        raise SystemExit(f"There is no benchmark called {unknown[0]}. There are: {', '.join(ORDER)}.")
    return [name for name in ORDER if name in names or not names]


def _timed(name: str, quick: bool) -> Section:
    progress(f"{name} …")
    began = time.monotonic()
    section = measure(name)(quick)
    progress(f"{name}: {time.monotonic() - began:.0f} s")
    return section


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
