"""The one way out: every frame leaves through the Management API, so that AWS and the laptop behave alike."""

from typing import Any

import delivery
import frames
from identity import Caller


def answer(caller: Caller, frame: dict[str, Any], request_id: str | None, deadline: float) -> None:
    """Send a frame to the one who asked; where that connection has gone, nobody misses it."""
    delivery.deliver(frames.encode(frames.answer(frame, request_id)), [caller.connection], deadline)
