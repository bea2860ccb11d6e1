"""What a message costs on AWS, by the list prices that cost/prices.json has."""

import math
from dataclasses import dataclass

from cost.bill import FUNCTION_GB
from cost.prices import DATE, REGION, each

__all__ = ["DATE", "REGION", "Usage", "frames_price", "price"]

# API Gateway counts a frame once for each 32 KB of it.
FRAME_BYTES = 32 * 1024


@dataclass(frozen=True)
class Usage:
    """What one message uses: `frames` in and out, units of the table, functions' calls and seconds, queue requests."""

    frames: float
    frame_bytes: float
    writes: float
    reads: float
    calls: float
    seconds: float
    queue_requests: float = 0.0


def frames_price(usage: Usage) -> float:
    """What API Gateway takes."""
    return each("websocket_frames") * usage.frames * math.ceil(usage.frame_bytes / FRAME_BYTES)


def price(usage: Usage) -> float:
    """Dollars for one message."""
    table = each("write_units") * usage.writes + each("read_units") * usage.reads
    functions = each("function_calls") * usage.calls + each("gb_seconds") * FUNCTION_GB * usage.seconds
    return frames_price(usage) + table + functions + each("queue_requests") * usage.queue_requests
