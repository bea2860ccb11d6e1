"""The way out: what Parley tells of itself, on its own EventBridge bus, for whoever wants to act on it."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from config import event_bus, settings

# The rule of the source `eventbridge` takes anything but this: what goes out never comes back in.
SOURCE = "parley"

# https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
# A message is 8 KB of text, hence 17 KB of JSON at most: ten stay below the 256 KB that a call may have.
ENTRIES = 10

# What one call may take, with its second attempt.
CALL_SECONDS = 8.0

log = logging.getLogger("outgoing")


@dataclass(frozen=True)
class Outgoing:
    """Something that has happened: `kind` is the event's detail-type, `at` its time in milliseconds."""

    kind: str
    detail: Mapping[str, Any]
    at: int


def put(session: Session, events: Sequence[Outgoing], deadline: float) -> int:
    """Put events on the bus in their order, and answer how many from the first are there."""
    for start in range(0, len(events), ENTRIES):
        if start and monotonic() > deadline - CALL_SECONDS:
            return start
        batch = events[start : start + ENTRIES]
        taken = _taken(session, batch)
        if taken < len(batch):
            return start + taken
    return len(events)


def _taken(session: Session, batch: Sequence[Outgoing]) -> int:
    try:
        answer = _client(session).put_events(Entries=[_entry(event) for event in batch])
    except (ClientError, BotoCoreError) as error:
        log.warning("the bus did not answer: %s", type(error).__name__)
        return 0
    failed = (number for number, entry in enumerate(answer["Entries"]) if "ErrorCode" in entry)
    return next(failed, len(batch))


def _entry(event: Outgoing) -> dict[str, Any]:
    return {
        "EventBusName": event_bus(),
        "Source": SOURCE,
        "DetailType": event.kind,
        "Detail": json.dumps(event.detail, ensure_ascii=False),
        "Time": event.at / 1000,
    }


@cache
def _client(session: Session) -> Any:
    patience = Config(connect_timeout=1, read_timeout=3, retries={"max_attempts": 2, "mode": "standard"})
    return session.create_client("events", region_name=settings().region, config=patience)
