"""The figures of a soak for docs/reliability.md: one entry a backend, the last that was published."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.checker.soak import Soak
from tests.parts.template import TREE

PLACE = TREE / "docs" / "reliability" / "checker.json"


def publish(soak: Soak, place: Path = PLACE) -> None:
    """Writes the figures beside those of the other backends."""
    known: dict[str, Any] = json.loads(place.read_text()) if place.exists() else {}
    known[soak.backend] = entry(soak)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(known, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def entry(soak: Soak) -> dict[str, Any]:
    """The figures of one soak, with its seeds and the day."""
    last = soak.first + soak.tally.courses - 1
    day = datetime.now(UTC).date().isoformat()
    return {"date": day, "first seed": soak.first, "last seed": last, **soak.tally.figures()}
