"""EventBridge: any event on Parley's bus but Parley's own speaks in a room. Push: EventBridge calls, and Lambda tries
again."""

import json
from collections.abc import Iterator

from aws_lambda_powertools.utilities.data_classes import EventBridgeEvent

from chat.plain import plain
from chat.speaking import Said
from manners.push import push_door


def says(event: EventBridgeEvent) -> Iterator[Said]:
    """A detail with a `text` says that; any other event is told in a line. The detail's `room` counts either way."""
    detail = event.detail
    told = detail if detail.get("text") else {"text": _line(event), "room": detail.get("room")}
    yield plain(told, event.get_id)


def _line(event: EventBridgeEvent) -> str:
    detail = json.dumps(event.detail, ensure_ascii=False, separators=(",", ":"))
    return f"{event.detail_type} from {event.source}: {detail}"


handler = push_door("eventbridge", EventBridgeEvent, says)
