"""What happened in a soak, drawn into one HTML file that needs nothing else."""

from collections.abc import Iterator, Mapping
from html import escape
from math import ceil

from benchmarks.plot import svg
from benchmarks.section import Plot, Points
from tests.checker.tally import Tally

BUCKETS = 90
STYLE = """body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #7676}
td:last-child{text-align:right}.bad{color:#d1495b}"""


def report(tally: Tally, title: str, violations: Mapping[int, list[str]]) -> str:
    """The page: what was violated by which seed, the figures, and the course of events over time."""
    figures = {name: value for name, value in tally.figures().items() if not isinstance(value, dict)}
    parts = [
        "<!doctype html>",
        f'<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>',
        f"<h1>{escape(title)}</h1>",
        *_violations(violations),
        _table("Figures", figures),
        *(svg(plot) for plot in _plots(tally)),
        _table("Entries", tally.kinds),
        _table("Faults", tally.faults),
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _violations(violations: Mapping[int, list[str]]) -> Iterator[str]:
    if not violations:
        yield "<p>No violation.</p>"
    for seed, found in violations.items():
        items = "".join(f"<li>{escape(one)}</li>" for one in found)
        yield f'<section class="bad"><h2>Seed {seed}</h2><ul>{items}</ul></section>'


def _table(title: str, rows: Mapping[str, object]) -> str:
    lines = "".join(f"<tr><td>{escape(name)}</td><td>{escape(str(value))}</td></tr>" for name, value in rows.items())
    return f"<h2>{escape(title)}</h2><table>{lines}</table>"


def _plots(tally: Tally) -> Iterator[Plot]:
    seconds = max([1, *(second + 1 for series in tally.series.values() for second in series)])
    width = ceil(seconds / BUCKETS)
    for title, names in (
        ("What was written, per second", ("acknowledged", "sent")),
        ("What went wrong, per second", ("faults", "reconnects", "doubles")),
    ):
        series = tuple((name, _rate(tally, name, width, seconds)) for name in names)
        yield Plot("", title, "seconds", "per second", series)
    if tally.latencies:
        yield Plot("", "From the first sending to the own copy", "seconds", "seconds", _latencies(tally, width))


def _rate(tally: Tally, name: str, width: int, seconds: int) -> Points:
    counts = tally.series[name]
    starts = range(0, seconds, width)
    return tuple((start, sum(counts[second] for second in range(start, start + width)) / width) for start in starts)


def _latencies(tally: Tally, width: int) -> tuple[tuple[str, Points], ...]:
    buckets: dict[int, list[float]] = {}
    for when, took in tally.latencies:
        buckets.setdefault(int(when) // width * width, []).append(took)
    return tuple(
        (name, tuple((start, _part(sorted(found), part)) for start, found in sorted(buckets.items())))
        for name, part in (("half", 0.5), ("99 of 100", 0.99))
    )


def _part(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(part * len(values)))]
