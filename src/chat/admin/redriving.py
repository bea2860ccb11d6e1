"""Dead letters, once what was wrong is mended: each is tried again by the way that it was to take."""

from collections import Counter
from time import monotonic
from typing import Any

from chat.admin.asked import Asked
from errors import BadFrame
from models import dead_letters
from models.dead_letters import Letter

# What is in each of them, and where it was to go.
UNDELIVERED, UNSAID = "undelivered", "unsaid"
DELIVERY, INBOX = "delivery", "inbox"
SLACK_SECONDS = 3.0


def dead(asked: Asked) -> dict[str, Any]:
    """About how many letters wait."""
    return {queue: dead_letters.waiting(queue) for queue in (UNDELIVERED, UNSAID)}


def redrive(asked: Asked) -> dict[str, Any]:
    """Try them again, as many as there is time for: `tried` by way, `left` those that can only be thrown away."""
    queue, source = asked["queue"], asked["source"]
    if source and queue != UNSAID:
        raise BadFrame("a source is of what is unsaid")
    tried, left = Counter[str](), Counter[str]()
    for letter in dead_letters.letters(queue):
        if monotonic() > asked.deadline - SLACK_SECONDS:
            return {"tried": dict(tried), "left": dict(left), "more": True}
        way = _way(queue, letter)
        if way.startswith("left") or (source and not way.endswith(f"-{source.replace('_', '-')}")):
            left[way] += 1
            continue
        _try(way, letter)
        dead_letters.throw_away(queue, letter)
        tried[way] += 1
    return {"tried": dict(tried), "left": dict(left), "more": False}


def _way(queue: str, letter: Letter) -> str:
    if queue == UNDELIVERED:
        return DELIVERY
    if dead_letters.is_pointer(letter):
        return "left in the stream"
    if called := dead_letters.calling(letter):
        return called[0]
    return INBOX


def _try(way: str, letter: Letter) -> None:
    called = dead_letters.calling(letter)
    if called and way == called[0]:
        dead_letters.call(*called)
    else:
        dead_letters.send(way, letter)
