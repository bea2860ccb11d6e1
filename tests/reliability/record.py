"""When each test of a number last ran, and how it went: kept under .parley/, so that a run leaves the tree as it is."""

import fcntl
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.parts.template import TREE

RECORD = TREE / ".parley" / "reliability.json"

# What this process has seen and not written yet, by test.
_seen: dict[str, dict[str, Any]] = {}


def note(test: str, proves: list[str], outcome: str) -> None:
    """A test has ended like this; of a test that fails more than once, the failure counts."""
    before = _seen.get(test, {}).get("outcome")
    worst = before if before == "failed" else outcome
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    _seen[test] = {"proves": proves, "outcome": worst, "when": now}


def write(path: Path = RECORD) -> None:
    """Put what was seen to what is known from earlier runs."""
    if not _seen:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = read(path) | _seen
        half = path.with_suffix(".half")
        half.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
        half.rename(path)
    _seen.clear()


def read(path: Path = RECORD) -> dict[str, dict[str, Any]]:
    """The last run of every test that ever ran here."""
    return dict(json.loads(path.read_text())) if path.exists() else {}
