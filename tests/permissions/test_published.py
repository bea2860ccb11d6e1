"""Two commands write into one file."""

import json
from pathlib import Path

from tests.permissions.published import publish, published


def test_a_table_takes_the_place_of_the_one_with_its_title(tmp_path: Path) -> None:
    place = tmp_path / "reliability" / "permissions.json"
    for title, allowed in (("asked for", 1), ("taken out", 2), ("asked for", 3)):
        publish(title, [{"function": "ping", "allowed": allowed}], place)
    assert json.loads(place.read_text()) == {
        "asked for": [{"function": "ping", "allowed": 3}],
        "taken out": [{"function": "ping", "allowed": 2}],
    }


def test_rows_of_other_functions_stay_where_they_are_kept(tmp_path: Path) -> None:
    place = tmp_path / "permissions.json"
    publish("taken out", [{"function": name, "fails": "before"} for name in ("renew", "ping", "gone")], place)
    publish("taken out", [{"function": "ping", "fails": "now"}], place, kept=lambda row: row["function"] == "renew")
    assert published("taken out", place) == [
        {"function": "ping", "fails": "now"},
        {"function": "renew", "fails": "before"},
    ]
    assert not published("another", place)
