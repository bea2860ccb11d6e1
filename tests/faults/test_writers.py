"""Many who write into one room at once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from models import reading
from models.log import Post, append
from models.room import Room
from tests.parts.dynamodb import Table

EACH = 8


@pytest.mark.promise(1)
@pytest.mark.promise(2)
@pytest.mark.parametrize("writers", [16, 64])
def test_fault_6_many_writers_lose_nothing_and_get_in_each_other_s_way_not_at_all(here: Table, writers: int) -> None:
    """Busy would be raised. Nobody tries twice: every number that was taken has its message, so that the time a message
    takes grows with the load and not with the contention. docs/performance.md has the p99 of it.

    DynamoDB takes 1,000 writes a second in a partition, which is the documented ceiling of one room; no engine on a
    laptop has one. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
    """
    Room.opened("general")
    slowest = 0.0

    def write(number: int) -> None:
        nonlocal slowest
        for each in range(EACH):
            began = time.monotonic()
            append(Post("general", f"{number}-{each}", f"guest:{number}", "Ana", f"{number} says {each}"))
            slowest = max(slowest, time.monotonic() - began)

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    page = reading.newer("general", 0, 1000)
    assert [message.seq for message in page.messages] == list(range(1, writers * EACH + 1))
    assert len({message.text for message in page.messages}) == writers * EACH == page.head
    assert slowest < 10, "a function would have ended"
