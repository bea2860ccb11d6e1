"""A flow: how much each of many has had lately, as far as this process has seen. It costs no request and no wait."""

KEPT = 10_000


class Flow:
    """`burst` at once, one more every `interval_ms`, for each key by itself (GCRA).

    It keeps the last KEPT keys that took anything: who is not among them has the whole burst.
    """

    def __init__(self, burst: int, interval_ms: int) -> None:
        self.burst = burst
        self.interval_ms = interval_ms
        self._spent_until: dict[str, int] = {}

    def take(self, key: str, now: int) -> int:
        """Take one; else how many milliseconds it is until there is one."""
        spent = max(self._spent_until.pop(key, 0), now)
        if spent - now > self.burst * self.interval_ms:
            # More than a key can have had: the clock was set back.
            spent = now
        wait = spent - now - (self.burst - 1) * self.interval_ms
        self._spent_until[key] = spent if wait > 0 else spent + self.interval_ms
        if len(self._spent_until) > KEPT:
            del self._spent_until[next(iter(self._spent_until))]
        return max(wait, 0)

    def forget(self, key: str | None = None) -> None:
        """Whatever a key has had is forgotten; without a key, whatever all have had."""
        if key is None:
            self._spent_until.clear()
        else:
            self._spent_until.pop(key, None)
