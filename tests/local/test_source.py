"""`make source`: says what can be set off, and that something has to run."""

from pathlib import Path

import pytest

from local import source, sources
from local.places import Places


def test_every_source_has_an_event_or_a_call_of_its_own() -> None:
    for name in sources.names():
        own = sources.TREE / "local" / "sources" / f"{name}.py"
        assert own.exists() or (sources.TREE / "events" / f"{name}.json").exists()


def test_nothing_runs_without_a_chat(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(source, "Places", lambda: Places(home=tmp_path))
    with pytest.raises(SystemExit):
        source.main(["sns"])
    assert "make run" in capsys.readouterr().err


def test_a_source_that_is_not_there_is_named() -> None:
    with pytest.raises(LookupError, match="kinesis"):
        sources.fire("telegraph", sources.Stack("http://127.0.0.1:9", {}))


def test_a_function_that_is_not_deployed_is_named() -> None:
    with pytest.raises(LookupError, match="no Direct.*make run"):
        sources.fire("direct", sources.Stack("http://127.0.0.1:9", {}))
