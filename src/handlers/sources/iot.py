"""IoT: devices speak on `rooms/{room}/say`. Push: a topic rule calls, and Lambda tries again.

The rule's SQL makes the event: `room` is the topic's level, `id` its newuuid(), `data` the payload in base64.
"""

from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from chat.plain import fields, plain
from chat.speaking import Said
from manners.push import push_door


def says(event: dict[str, Any]) -> Iterator[Said]:
    """A payload {"text": …} with perhaps a `name`, or any other as it is. Where is the topic's to say."""
    payload = b64decode(event["data"]).decode("utf-8", "replace")
    told = fields(payload)
    yield plain({"text": payload, **told, "room": event["room"]}, event["id"])


handler = push_door("iot", dict, says)
