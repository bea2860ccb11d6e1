"""The benchmarks that there are, in the order of the page. Each is a module here with `measure(quick) -> Section`."""

from collections.abc import Callable
from importlib import import_module

from benchmarks.section import Section

ORDER = (
    "fan_out",
    "presence_page",
    "tls_context",
    "append",
    "large_room",
    "cold_start",
    "end_to_end",
    "abuse",
    "erasure",
    "cost",
    "units",
)


def measure(name: str) -> Callable[[bool], Section]:
    """What measures a section."""
    found: Callable[[bool], Section] = import_module(f"benchmarks.{name}").measure
    return found
