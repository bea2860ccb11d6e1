"""One benchmark by itself: `python -m benchmarks.NAME [--quick]` prints its table and writes nothing."""

import argparse
from collections.abc import Callable

from benchmarks import tables
from benchmarks.section import Section


def alone(measure: Callable[[bool], Section]) -> None:
    """Measures, and prints what a terminal can show."""
    options = argparse.ArgumentParser()
    options.add_argument("--quick", action="store_true", help="a quick look: less of everything, figures that shake")
    section = measure(options.parse_args().quick)
    print("\n" + tables.section(section))
