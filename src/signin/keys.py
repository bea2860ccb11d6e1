"""The keys that an issuer signs with: kept by each environment, asked for again when one is new, and not too often."""

import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from errors import Busy, Forbidden
from signin import document

Key = Mapping[str, Any]

# A key that the issuer has withdrawn is taken for so long; where the issuer is down, the keys are good for longer.
FRESH_SECONDS = 3600
STALE_SECONDS = 24 * 3600
# Whoever makes up key ids makes an environment ask this often, and no more.
PAUSE_SECONDS = 10
TRIES = 2


class Keys:
    """The set at one URL."""

    def __init__(
        self,
        url: str,
        read: Callable[[str], Mapping[str, Any]] = document.read,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url, self._read, self._clock = url, read, clock
        self._keys: dict[str, Key] = {}
        self._read_at = self._tried_at = float("-inf")
        self._failure = ""

    def find(self, kid: str) -> Key:
        """The key of that id; Forbidden where the issuer has none, Busy where it cannot be asked."""
        age = self._clock() - self._read_at
        if (kid not in self._keys or age > FRESH_SECONDS) and self._clock() - self._tried_at > PAUSE_SECONDS:
            self._refresh()
        if kid in self._keys and self._clock() - self._read_at <= STALE_SECONDS:
            return self._keys[kid]
        if self._failure:
            raise Busy(f"the issuer's keys cannot be had: {self._failure}")
        raise Forbidden("the issuer has no such key")

    def _refresh(self) -> None:
        self._tried_at = self._clock()
        for _ in range(TRIES):
            try:
                self._keys = _by_id(self._read(self._url))
            except document.Unreachable as error:
                self._failure = str(error)
            else:
                self._read_at, self._failure = self._clock(), ""
                return


@cache
def keys_at(url: str) -> Keys:
    """The set at this URL, one for all handshakes of an environment."""
    return Keys(url)


def _by_id(found: Mapping[str, Any]) -> dict[str, Key]:
    keys = found.get("keys")
    if not isinstance(keys, list):
        raise document.Unreachable("no set of keys")
    return {key["kid"]: key for key in keys if isinstance(key, dict) and isinstance(key.get("kid"), str)}
