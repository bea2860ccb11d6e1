"""The server's time. Order never depends on it; what expires and how patient a reader is does."""

import time

from config import settings


def now_ms() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def in_seconds(seconds: int) -> int:
    """The epoch second that many seconds from now, as DynamoDB's TTL wants it."""
    return int(time.time()) + seconds


def retention_end() -> int:
    """The epoch second at which what is written now has been kept for as long as messages are."""
    return in_seconds(settings().retention_days * 86_400)
