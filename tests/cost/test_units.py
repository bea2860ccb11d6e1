"""The figures that the calculator goes by are those that the code takes today, on a real DynamoDB API."""

import pytest

from benchmarks.units import SIZES as MEASURED
from benchmarks.units_actions import actions
from cost.units import SIZES, units
from cost.workload import Workload
from cost.workload import actions as of_a_month
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table

MEND = "measure anew: `make bench ONLY=units`, then `make cost WRITE=1`"


@pytest.mark.parametrize("size", [10, 100])
def test_an_action_takes_what_is_written_down(dynamodb: Table, connections: Connections, size: int) -> None:
    drifted = []
    for taken in actions(dynamodb, size):
        if taken:
            written = units(taken.action, size)
            # The sweep reads a list for each hour, and at an hour's turn one more.
            reads = written.reads if taken.action == "sweep" and taken.reads <= written.reads + 1 else taken.reads
            now = (taken.writes, reads, len(connections.posts))
            if now != (written.writes, written.reads, written.frames):
                drifted.append(f"{taken.action} in a room of {size}: {now}, and not {written}")
            assert taken.kept == pytest.approx(written.kept, rel=0.2), f"{taken.action}: {MEND}"
            assert taken.logged == pytest.approx(written.logged, rel=0.2), f"{taken.action}: {MEND}"
        connections.posts.clear()
    assert not drifted, f"{MEND}. {drifted}"


def test_every_action_of_a_month_was_measured_at_the_same_sizes() -> None:
    assert SIZES == MEASURED
    for action in of_a_month(Workload()):
        assert units(action, 10).seconds > 0 or action == "authorize"


def test_between_two_sizes_it_is_on_the_line_and_beyond_it_goes_on() -> None:
    assert [units("sendMessage", size).frames for size in (1, 55, 500, 20_000)] == [1, 55, 500, 20_000]
    assert (
        units("joinRoom", 100).frames == 100 and units("joinRoom", 101).frames == units("joinRoom", 5_000).frames == 1
    )
    assert units("disconnect", 1).frames == 0


def test_who_delivers_is_counted_from_a_thousand_on() -> None:
    small, large = units("sendMessage", 1_000), units("sendMessage", 10_000)
    assert (small.calls, small.queue_requests) == (1, 0)
    assert large.calls > 5 and large.queue_requests > large.calls
