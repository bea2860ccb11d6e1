"""`python -m benchmarks`: measures what is named, in order, and writes it down."""

import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.section import Section


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, bool]]:
    """What was measured, and whether quickly; the pages go to a folder of the test's."""
    measured: list[tuple[str, bool]] = []

    def measure(name: str) -> object:
        def section(quick: bool) -> Section:
            measured.append((name, quick))
            return Section(name, name.title(), "", ("a",), (("1",),))

        return section

    monkeypatch.setattr(command, "ORDER", ("first", "second"))
    monkeypatch.setattr(command, "measure", measure)
    monkeypatch.setattr(command, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(command, "LOOK", tmp_path / "look")
    return measured


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", *words])
    command.main()


def test_everything_in_order(asked: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run(monkeypatch)
    assert asked == [("first", False), ("second", False)]
    assert "## Second" in (tmp_path / "docs" / "performance.md").read_text()


def test_a_quick_look_at_one_is_not_published(
    asked: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "--quick", "second")
    assert asked == [("second", True)]
    assert "## Second" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["look"]


@pytest.mark.usefixtures("asked")
def test_an_unknown_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="There is no benchmark called third. There are: first, second."):
        run(monkeypatch, "third")
