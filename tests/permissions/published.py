"""What docs/reliability.md takes of the permissions: each command writes its own table beside the other's."""

import json
from pathlib import Path
from typing import Any

from tests.parts.template import TREE

PUBLISHED = TREE / "docs" / "reliability" / "permissions.json"


def publish(title: str, rows: list[dict[str, Any]], place: Path = PUBLISHED) -> None:
    """Puts a table in the place of the one with the same title."""
    known = json.loads(place.read_text()) if place.exists() else {}
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(known | {title: rows}, indent=1, ensure_ascii=False) + "\n")
