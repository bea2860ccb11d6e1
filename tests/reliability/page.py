"""docs/reliability.md: what is promised, which tests try it, when they last ran and how it went."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.parts.template import TREE
from tests.reliability.contract import FAULTS, NOT_PROMISED, PROMISES
from tests.reliability.found import Number, Proof

FIGURES = TREE / "docs" / "reliability"
WORST_FIRST = ("failed", "skipped", "passed")

HEAD = """# Reliability

What Parley promises, the faults under which the promises hold, and the tests that try it. `make test` runs them all;
`python -m tests.run -m fault` runs the faults, `-k fault_12` one. A test has its number in its name or in a marker.

This page is made by `python -m tests.reliability` from what the last runs have noted down. Times are in UTC.
"""

Records = Mapping[str, Mapping[str, Any]]


def page(proofs: Iterable[Proof], records: Records, figures: Path = FIGURES) -> str:
    """The whole page."""
    found = list(proofs)
    parts = [
        HEAD,
        "## What is promised\n",
        *(_promise(number, found, records) for number in PROMISES),
        f"Not promised: {NOT_PROMISED}\n",
        "## Under which faults\n",
        *(_fault(number, found, records) for number in FAULTS),
        *_cells(records),
        *_checker(figures / "checker.json"),
        *_mutations(figures / "mutations.json"),
        *_permissions(figures / "permissions.json"),
    ]
    return "\n".join(parts)


def _promise(number: int, found: list[Proof], records: Records) -> str:
    name, words = PROMISES[number]
    return f"### Promise {number}: {name.lower()}\n\n{words}\n\n{_table(('promise', number), found, records)}"


def _fault(number: int, found: list[Proof], records: Records) -> str:
    what, holds = FAULTS[number]
    table = _table(("fault", number), found, records)
    return f"### Fault {number}: {what[0].lower()}{what[1:]}\n\nHolds: {holds}.\n\n{table}"


def _table(number: Number, found: list[Proof], records: Records) -> str:
    rows = [_row(proof, records) for proof in found if number in proof.numbers]
    return "\n".join(["| test | cases | last run | |", "|---|---|---|---|", *rows, ""])


def _row(proof: Proof, records: Records) -> str:
    runs = [record for test, record in records.items() if test.partition("[")[0] == proof.id]
    words = " ".join(proof.name.removeprefix("test_").split("_"))
    return f"| [{words}](../{proof.path}) | {_cases(runs)} |"


def _cases(runs: list[Mapping[str, Any]]) -> str:
    """How many cases there are, when the last of them ran, and how the worst of them went."""
    if not runs:
        return " | not yet | "
    return f"{len(runs)} | {max(run['when'] for run in runs)} | {_worst(runs)}"


def _worst(runs: Iterable[Mapping[str, Any]]) -> str:
    outcomes = {run["outcome"] for run in runs}
    return next((outcome for outcome in WORST_FIRST if outcome in outcomes), "")


def _cells(records: Records) -> Iterator[str]:
    """The table of who may what, as far as it was tried: every cell with its outcome."""
    cells: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for record in records.values():
        for proved in record["proves"]:
            kind, _, where = proved.partition(" ")
            if kind == "cell":
                row, _, column = where.partition(" / ")
                cells.setdefault((row, column), []).append(record)
    if not cells:
        return
    columns = list(dict.fromkeys(column for _, column in cells))
    yield "## Who may what\n"
    yield f"{len(cells)} cells, each tried over real frames.\n"
    yield f"| | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for row in dict.fromkeys(row for row, _ in cells):
        outcomes = (_worst(cells.get((row, column), [])) for column in columns)
        yield f"| {row} | {' | '.join(outcomes)} |"
    yield ""


def _checker(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    yield "## The checker\n"
    yield (
        "Clients on real connections who talk, in rooms and with one other, edit and react, mention each other, type, "
        "share files and erase them, invite, promote, demote, mute, put out and ban each other, search, look for rooms "
        "and members, leave, come back and are killed while faults happen, by seed; afterwards what everyone said, "
        "saw, found, was told of and was let into is held against what is promised.\n"
    )
    yield from _rows(json.loads(path.read_text()))


def _mutations(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    yield "## Planted bugs\n"
    yield "`python -m tests.mutations` plants one at a time in a copy of the tree; the test that has to fail does.\n"
    yield from _rows(json.loads(path.read_text()))


def _permissions(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    yield "## Permissions\n"
    yield (
        "What the roles allow, held against what the functions were seen to ask for while they were tested "
        "(`python -m tests.permissions`), and taken out of the roles one action at a time on a stack that enforces "
        "them (`make narrow`), where something has to fail. That it is enough is tried on such a stack, too. What a "
        "laptop's emulator asks nobody for stands below with its reason.\n"
    )
    yield from _rows(json.loads(path.read_text()))


def _rows(figures: Any) -> Iterator[str]:
    """A list of objects as a table; of an object, its parts in turn, and what is neither as a line."""
    if isinstance(figures, list) and figures and isinstance(figures[0], dict):
        yield f"| {' | '.join(figures[0])} |"
        yield "|---" * len(figures[0]) + "|"
        for one in figures:
            yield f"| {' | '.join(_cell(value) for value in one.values())} |"
        yield ""
    elif isinstance(figures, dict):
        plain = {name: value for name, value in figures.items() if not isinstance(value, list | dict)}
        if plain:
            yield from _rows([{"figure": name.replace("_", " "), "value": value} for name, value in plain.items()])
        for name in (name for name in figures if name not in plain):
            yield f"### {name.replace('_', ' ').capitalize()}\n"
            yield from _rows(figures[name])


def _cell(value: Any) -> str:
    shown = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return shown.replace("|", "\\|").replace("\n", " ")
