"""What a message costs on AWS, by the list prices of us-east-1 in November 2026, without free tiers and discounts.

https://aws.amazon.com/api-gateway/pricing/ (WebSocket APIs, first thousand million messages)
https://aws.amazon.com/dynamodb/pricing/on-demand/ (Standard table class)
https://aws.amazon.com/lambda/pricing/ (Arm)
https://aws.amazon.com/sqs/pricing/ (standard queues)
"""

import math
from dataclasses import dataclass

DATE, REGION = "November 2026", "us-east-1"

# Dollars each.
FRAME = 1.00e-6
WRITE_UNIT = 0.625e-6
READ_UNIT = 0.125e-6
CALL = 0.20e-6
GB_SECOND = 13.3334e-6
QUEUE_REQUEST = 0.40e-6

# API Gateway counts a frame once for each 32 KB of it, SQS a request for each 64 KB.
FRAME_BYTES = 32 * 1024
REQUEST_BYTES = 64 * 1024

# What a function of 1,769 MB uses in a second: with that, Lambda gives it one whole vCPU.
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
GB = 1769 / 1024


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
    return FRAME * usage.frames * math.ceil(usage.frame_bytes / FRAME_BYTES)


def price(usage: Usage) -> float:
    """Dollars for one message."""
    table = WRITE_UNIT * usage.writes + READ_UNIT * usage.reads
    functions = CALL * usage.calls + GB_SECOND * GB * usage.seconds
    return frames_price(usage) + table + functions + QUEUE_REQUEST * usage.queue_requests
