"""What a plain event says: its `text`, and perhaps where (`room`) and as whom (`name`)."""

import json
from collections.abc import Mapping
from typing import Any

from chat.speaking import Said
from errors import BadFrame


def plain(event: Any, identity: str) -> Said:
    """What such an event says; BadFrame where it is no object, or has something else where a string should be."""
    if not isinstance(event, Mapping):
        raise BadFrame('the event is no object: send {"text": …}')
    text, room, name = (event.get(field) or "" for field in ("text", "room", "name"))
    if not (isinstance(text, str) and isinstance(room, str) and isinstance(name, str)):
        raise BadFrame("text, room and name are strings")
    return Said(identity, text, room, name)


def fields(text: str) -> dict[str, Any]:
    """The fields of a text that is a JSON object; none of any other."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
