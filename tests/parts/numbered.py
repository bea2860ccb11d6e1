"""The numbers of promises and faults on tests, and the record of when each was last tried.

A test that tries fault 12 is called `test_fault_12_…`, one that tries promise 3 `test_promise_3_…`; what it tries
besides is said by `@pytest.mark.fault(9)` and `@pytest.mark.promise(5)`. A cell of the table of who may what carries
`@pytest.mark.cell(row, column)`. `-m fault` runs all faults, `-k fault_12` one.
`python -m tests.reliability` makes docs/reliability.md of the record.
"""

import re
from collections.abc import Iterator

import pytest

from tests.reliability import record

KINDS = ("promise", "fault")
NAMED = re.compile(r"test_(promise|fault)_(\d+)_")
GROUP = re.compile(r"@\w+$")
PROVES = "proves"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "promise(number): tries a promise of docs/reliability.md")
    config.addinivalue_line("markers", "cell(row, column): tries a cell of the table of who may what")
    config.addinivalue_line("markers", "fault(number): tries a fault of docs/reliability.md")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A name's number is a marker too; what a test proves travels with its report."""
    for item in items:
        named = NAMED.match(item.name)
        if named:
            item.add_marker(getattr(pytest.mark, named[1])(int(named[2])))
        for proved in sorted(set(_proved(item))):
            item.user_properties.append((PROVES, proved))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Notes how a test of a number went; in a parallel run, every report comes by the process that leads it."""
    proved = [str(value) for name, value in report.user_properties if name == PROVES]
    if proved and (report.when == "call" or report.outcome != "passed"):
        # Behind an id may stand the group that the test is in.
        record.note(GROUP.sub("", report.nodeid), proved, report.outcome)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        record.write()


def _proved(item: pytest.Item) -> Iterator[str]:
    for kind in KINDS:
        for mark in item.iter_markers(kind):
            yield f"{kind} {mark.args[0]}"
    for mark in item.iter_markers("cell"):
        yield f"cell {mark.args[0]} / {mark.args[1]}"
