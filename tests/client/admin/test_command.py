"""The command as it is typed, where nothing is there to answer; tests/stack/test_admin.py has the rest."""

import json
from pathlib import Path

import pytest

from parley.admin import main
from parley.terminal import main as parley


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing runs, and no AWS settings but a dead end's."""
    monkeypatch.chdir(tmp_path)
    for name in ("AWS_CA_BUNDLE", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    return tmp_path


def test_where_nothing_runs_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert parley(["admin", "rooms"]) == 3
    assert "--stack NAME" in capsys.readouterr().err


def test_what_does_not_answer_is_named(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / ".parley").mkdir()
    here = {"aws": "http://127.0.0.1:9", "region": "us-east-1", "stack": "parley"}
    (elsewhere / ".parley" / "endpoints.json").write_text(json.dumps(here))
    assert main(["rooms"]) == 3
    assert "parley-admin" in capsys.readouterr().err


def test_a_stack_is_asked_as_whoever_aws_says_we_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--stack", "parley", "--region", "us-east-1", "rooms"]) == 3
    assert "AWS does not know you" in capsys.readouterr().err
