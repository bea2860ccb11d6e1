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


def test_each_backend_has_its_own_figures_and_the_last_count(tmp_path: Path) -> None:
    place = tmp_path / "reliability" / "checker.json"
    for backend, first in (("stack", 1), ("handlers, DynamoDB Local", 1), ("stack", 5)):
        publish(made(backend, first), place)
    written = json.loads(place.read_text())
    assert written.keys() == {"stack", "handlers, DynamoDB Local"}
    assert (written["stack"]["first seed"], written["stack"]["last seed"]) == (5, 6)
    assert written["stack"]["violations"] == 0 and written["stack"]["faults injected"] == 8
    assert written["stack"]["date"] == datetime.now(UTC).date().isoformat()
