"""What is said while a benchmark runs; standard output is left to its table."""

import sys


def progress(line: str) -> None:
    """One line to the terminal, at once."""
    print(f"  {line}", file=sys.stderr, flush=True)
