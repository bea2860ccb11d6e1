"""What docs/reliability.md takes of the permissions: each command writes its own table beside the other's."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.parts.template import TREE

Row = dict[str, Any]
PUBLISHED = TREE / "docs" / "reliability" / "permissions.json"


def published(title: str, place: Path = PUBLISHED) -> list[Row]:
    """The table of that title, as it is now."""
    known = json.loads(place.read_text()) if place.exists() else {}
    return list(known.get(title, ()))


def publish(title: str, rows: list[Row], place: Path = PUBLISHED, kept: Callable[[Row], bool] | None = None) -> None:
    """Puts a table in the place of the one with the same title; of that, the rows that are `kept` stay."""
    known = json.loads(place.read_text()) if place.exists() else {}
    old = [row for row in known.get(title, ()) if kept and kept(row)]
    place.parent.mkdir(exist_ok=True)
    both = sorted(old + rows, key=lambda row: str(row.get("function", ""))) if old else rows
    place.write_text(json.dumps(known | {title: both}, indent=1, ensure_ascii=False) + "\n")
