"""How long things take. The defaults suit API Gateway; tests and impatient people choose their own."""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Seconds, and a number of attempts."""

    ping: float = 240.0  # between pings; API Gateway ends a connection that is idle for 10 minutes
    keepalive: float | None = 20.0  # between the WebSocket's own pings, which cost nothing and notice a dead line
    handshake: float = 20.0  # for a connection to open: functions that start cold take part in it
    patience: float = 10.0  # for every answer
    lifetime: float = 6600.0  # of a connection; API Gateway ends it after 7,200
    hold: float = 0.5  # that a message waits for its predecessor
    pause: float = 0.5  # at most, before the second try; it doubles with every further one
    longest_pause: float = 30.0
    attempts: int = 10  # of one request while the line is up

    def backoff(self, tries: int) -> float:
        """A random pause after that many failures: full jitter, so that a thousand clients do not return at once."""
        return random.uniform(0, min(self.longest_pause, self.pause * 2 ** min(tries, 32)))

    def jitter(self, seconds: float) -> float:
        """Up to a fifth less, so that what many do at the same interval spreads."""
        return seconds * random.uniform(0.8, 1)
