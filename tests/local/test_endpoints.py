import json
from pathlib import Path

import pytest

from local.endpoints import Endpoints

SOME = Endpoints(websocket="ws://w", connections="http://c", aws="http://a", region="r", stack="s", web="http://p")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    SOME.write(tmp_path / "endpoints.json")
    assert Endpoints.read(tmp_path / "endpoints.json") == SOME


def test_what_there_is_not_is_not_written(tmp_path: Path) -> None:
    SOME.write(tmp_path / "endpoints.json")
    keys = set(json.loads((tmp_path / "endpoints.json").read_text()))
    assert keys == {"web", "websocket", "connections", "aws", "region", "stack"}


def test_nothing_runs(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Endpoints.read(tmp_path / "endpoints.json")
