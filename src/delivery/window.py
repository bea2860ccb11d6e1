"""How many posts may be in flight: additive increase, multiplicative decrease."""

FLOOR = 1.0
# Answers to what was in flight when the window was halved say nothing new.
SETTLE = 0.1
# API Gateway also answers 429 when one client's own buffer is full: a single recipient is no news about the account.
TOGETHER = 0.5


class Window:
    """Starts at its ceiling, is halved by throttling and widens by one for every windowful delivered."""

    __slots__ = ("_ceiling", "_settled", "_throttled", "size")

    def __init__(self, ceiling: int) -> None:
        self._ceiling = float(ceiling)
        self.size = self._ceiling
        self._settled = 0.0
        self._throttled = -TOGETHER

    def widen(self) -> None:
        """A post was delivered."""
        if self.size < self._ceiling:
            self.size = min(self._ceiling, self.size + 1.0 / self.size)

    def throttled(self, now: float) -> None:
        """A recipient that was not throttled before has been: halve when another was so a moment ago."""
        if now - self._throttled < TOGETHER:
            self.halve(now)
        self._throttled = now

    def halve(self, now: float) -> None:
        """Half as many, once a round."""
        if now >= self._settled:
            self.size = max(FLOOR, self.size / 2.0)
            self._settled = now + SETTLE
