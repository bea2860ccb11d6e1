"""What functions were seen to ask of AWS, over all runs in this clone; kept under .parley/."""

import fcntl
import json
from pathlib import Path

from tests.parts.template import TREE

RECORD = TREE / ".parley" / "permissions.json"

_seen: dict[str, set[str]] = {}


def note(door: str, action: str) -> None:
    """A door has asked for this."""
    _seen.setdefault(door, set()).add(action)


def write(path: Path = RECORD) -> None:
    """Put what this process has seen to what is known."""
    if not _seen:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = read(path)
        both = {door: sorted({*known.get(door, []), *_seen.get(door, set())}) for door in {*known, *_seen}}
        path.write_text(json.dumps(both, indent=1, sort_keys=True) + "\n")
    _seen.clear()


def read(path: Path = RECORD) -> dict[str, list[str]]:
    """The actions that each door has asked for."""
    return dict(json.loads(path.read_text())) if path.exists() else {}
