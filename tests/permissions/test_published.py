"""Two commands write into one file."""

import json
from pathlib import Path

from tests.permissions.published import publish


def test_a_table_takes_the_place_of_the_one_with_its_title(tmp_path: Path) -> None:
    place = tmp_path / "reliability" / "permissions.json"
    for title, allowed in (("asked for", 1), ("taken out", 2), ("asked for", 3)):
        publish(title, [{"function": "ping", "allowed": allowed}], place)
    assert json.loads(place.read_text()) == {
        "asked for": [{"function": "ping", "allowed": 3}],
        "taken out": [{"function": "ping", "allowed": 2}],
    }
