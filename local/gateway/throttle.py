"""Stage and route throttling: token buckets.

https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rate:
    """So many requests a second, and at most so many at once."""

    per_second: float
    burst: float


@dataclass
class _Bucket:
    rate: Rate
    tokens: float
    since: float

    def take(self, now: float) -> bool:
        self.tokens = min(self.rate.burst, self.tokens + (now - self.since) * self.rate.per_second)
        self.since = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


@dataclass
class Throttle:
    """One bucket a route: the route's own rate, else the stage's default, else no limit."""

    default: Rate | None
    routes: Mapping[str, Rate] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def take(self, route_key: str) -> bool:
        """Whether one more request may pass on this route now."""
        rate = self.routes.get(route_key, self.default)
        if rate is None:
            return True
        now = self.clock()
        bucket = self._buckets.setdefault(route_key, _Bucket(rate, rate.burst, now))
        return bucket.take(now)
