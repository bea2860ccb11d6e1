"""The sources' tests: an event of events/ goes in at the door, and is read again in a room."""

import json
from typing import Any

from models import reading
from tests.parts.template import TREE


def event(name: str) -> dict[str, Any]:
    """The test event of a function."""
    return dict(json.loads((TREE / "events" / f"{name}.json").read_text()))


def said(room: str = "operations") -> list[tuple[str, str]]:
    """Who has said what in a room."""
    return [(message.name, message.text) for message in reading.newest(room, 50).messages]
