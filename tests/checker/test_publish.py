"""The figures that docs/reliability.md takes."""

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.checker.publish import publish
from tests.checker.soak import Soak
from tests.checker.test_tally import told


def made(backend: str, first: int) -> Soak:
    soak = Soak(backend, first)
    soak.tally.add(told(), 0)
    soak.tally.add(told(), 60)
    return soak


def column(place: Path, table: str, backend: str) -> dict[str, object]:
    rows = json.loads(place.read_text())[table]
    return {row[next(iter(row))]: row[backend] for row in rows}


def test_each_backend_has_one_column_with_its_last_figures(tmp_path: Path) -> None:
    place = tmp_path / "reliability" / "checker.json"
    for backend, first in (("stack", 1), ("handlers", 1), ("stack", 5)):
        publish(made(backend, first), place)
    assert column(place, "figures", "stack")["seeds"] == "5–6"
    handlers = column(place, "figures", "handlers")
    assert handlers["seeds"] == "1–2" and handlers["violations"] == 0 and handlers["faults injected"] == 8
    assert handlers["date"] == datetime.now(UTC).date().isoformat()


def test_each_kind_of_entry_has_one_row(tmp_path: Path) -> None:
    place = tmp_path / "checker.json"
    publish(made("stack", 1), place)
    assert json.loads(place.read_text())["entries"] == [{"entry": "message", "stack": 2}]


def test_each_fault_has_one_row_with_its_count_on_each_backend(tmp_path: Path) -> None:
    place = tmp_path / "checker.json"
    publish(made("stack", 1), place)
    other = made("handlers", 1)
    other.tally.faults.update({"killed anywhere": 3})
    publish(other, place)
    assert json.loads(place.read_text())["faults"] == [
        {"fault": "post 410", "stack": 8, "handlers": 8},
        {"fault": "killed anywhere", "stack": 0, "handlers": 3},
    ]
