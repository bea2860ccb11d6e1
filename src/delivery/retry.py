"""What an answer of the Management API means for the post, and how long to wait before the next try."""

import random
from enum import Enum

RETRIES = 2
FIRST_WAIT = 0.05
LONGEST_WAIT = 2.0


class Verdict(Enum):
    """What becomes of a post."""

    DELIVERED = "delivered"
    GONE = "gone"
    REFUSED = "refused"
    THROTTLED = "throttled"
    FAILED = "failed"
    HOPELESS = "hopeless"


_VERDICTS = {
    403: Verdict.REFUSED,
    408: Verdict.FAILED,
    410: Verdict.GONE,
    429: Verdict.THROTTLED,
}


def verdict(status: int) -> Verdict:
    """What a status means: https://docs.aws.amazon.com/apigatewayv2/ lists 400, 403, 410, 413 and 429."""
    if 200 <= status < 300:
        return Verdict.DELIVERED
    if status >= 500:
        return Verdict.FAILED
    return _VERDICTS.get(status, Verdict.HOPELESS)


def wait(attempt: int) -> float:
    """Full jitter: anything between nothing and a bound that doubles with every attempt, the first being 1."""
    return random.uniform(0.0, min(LONGEST_WAIT, FIRST_WAIT * 2.0**attempt))
