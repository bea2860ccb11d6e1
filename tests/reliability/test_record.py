"""What a run has seen is put to what is known; a failure counts."""

from pathlib import Path

import pytest

from tests.reliability import record


def test_runs_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.json"
    for outcome, test in (("passed", "a"), ("failed", "b")):
        monkeypatch.setattr(record, "_seen", {})
        record.note(test, ["fault 1"], "passed")
        record.note(test, ["fault 1"], outcome)
        record.write(path)
    assert {test: known["outcome"] for test, known in record.read(path).items()} == {"a": "passed", "b": "failed"}


def test_nothing_seen_is_nothing_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "_seen", {})
    record.write(tmp_path / "record.json")
    assert record.read(tmp_path / "record.json") == {}
