"""The figures of a soak for docs/reliability.md: one column a backend, the last that was published."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.checker.soak import Soak
from tests.parts.template import TREE

PLACE = TREE / "docs" / "reliability" / "checker.json"

Rows = list[dict[str, Any]]


def publish(soak: Soak, place: Path = PLACE) -> None:
    """Writes the figures beside those of the other backends."""
    known: dict[str, Rows] = json.loads(place.read_text()) if place.exists() else {}
    written = {
        "figures": _with_column(known.get("figures", []), "figure", soak.backend, figures(soak)),
        "entries": _with_column(known.get("entries", []), "entry", soak.backend, soak.tally.kinds),
        "faults": _with_column(known.get("faults", []), "fault", soak.backend, soak.tally.faults),
    }
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n")


def figures(soak: Soak) -> dict[str, Any]:
    """The figures of one soak, with its seeds and the day."""
    seeds = f"{soak.first}–{soak.first + soak.tally.courses - 1}"
    counted = {name: value for name, value in soak.tally.figures().items() if not isinstance(value, dict)}
    return {"date": datetime.now(UTC).date().isoformat(), "seeds": seeds, **counted}


def _with_column(rows: Rows, key: str, column: str, values: Mapping[str, Any]) -> Rows:
    """The rows with this column's values; a row that it does not have says 0 there."""
    named: dict[str, dict[str, Any]] = {row[key]: row for row in rows}
    for name in values:
        named.setdefault(name, {})
    columns = list(dict.fromkeys([*(name for row in rows for name in row if name != key), column]))
    given = {name: {**row, column: values.get(name, 0)} for name, row in named.items()}
    return [{key: name, **{one: row.get(one, 0) for one in columns}} for name, row in given.items()]
