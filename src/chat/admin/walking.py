"""Going through the whole table for one user, in steps: a step ends in time, and the next goes on where it ended."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any

from models import scan
from models.job import SEGMENTS, Job
from models.personal import names, owner

Item = dict[str, Any]
KEEP_EVERY = 1.0
# Of a page: as much is read and paid for with fewer at once, and a killed step has less to do again.
ITEMS = 1_000


@dataclass(frozen=True)
class Done:
    """What was done with a page, and whether that was all that it asks for."""

    counts: Counter[str]
    whole: bool = True


# What is to be done with those items of a page that concern the user, and what the page is called: always the same.
Work = Callable[[Sequence[Item], str], Done]


def walk(job: Job, work: Work, deadline: float, *, consistent: bool, spared: str = "") -> bool:
    """Read on in all segments at once until their ends or the deadline; whether the table has been read whole.

    The job itself is passed over, and what of the user's has the spared sort key.

    A page counts as read when its work is done: what a killed step has not kept is done again by the next.
    """
    lock, kept_at, user = Lock(), monotonic(), str(job.user)

    def passed_over(item: Item) -> bool:
        return item["pk"]["S"] == job.pk or (owner(item) == user and item["sk"]["S"] == spared)

    def follow(segment: int) -> None:
        while job.positions[segment] != "end" and monotonic() < deadline:
            after = job.positions[segment]
            items, last = scan.page(after, segment=segment, segments=SEGMENTS, consistent=consistent, Limit=ITEMS)
            concerned = [item for item in items if names(item, user) and not passed_over(item)]
            done = work(concerned, f"{segment}#{after['pk']['S']}#{after['sk']['S']}" if after else f"{segment}")
            with lock:
                settle(segment, len(concerned), done, last or "end")

    def settle(segment: int, found: int, done: Done, position: Any) -> None:
        nonlocal kept_at
        job.found = int(job.found) + found
        for what, many in done.counts.items():
            job.tally(what, many)
        if done.whole:
            job.positions[segment] = position
        if monotonic() - kept_at > KEEP_EVERY:
            job.keep()
            kept_at = monotonic()

    with ThreadPoolExecutor(SEGMENTS) as readers:
        for reader in [readers.submit(follow, segment) for segment in range(SEGMENTS)]:
            reader.result()
    job.keep()
    return job.at_the_end
