"""What every door that is fed from a queue does."""

import time

from polling import queue_door
from tests.events import CONTEXT, records


def test_each_record_has_its_share_of_the_time() -> None:
    shares: list[float] = []
    began = time.monotonic()
    queue_door(lambda _, deadline: shares.append(deadline - began))(records("a", "b", "c"), CONTEXT)
    third = (CONTEXT.get_remaining_time_in_millis() / 1000 - 0.5) / 3
    assert abs(shares[0] - third) < 0.2
    assert shares[0] < shares[1] < shares[2]


def test_only_what_failed_comes_again_even_if_it_is_all() -> None:
    def work(body: str, _: float) -> None:
        if body == "bad":
            raise ValueError(body)

    door = queue_door(work)
    assert door(records("good", "bad", "good"), CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "record-1"}]}
    assert door(records("bad", "bad"), CONTEXT) == {
        "batchItemFailures": [{"itemIdentifier": "record-0"}, {"itemIdentifier": "record-1"}]
    }
