"""Counting."""

from hypothesis import given, settings
from hypothesis import strategies as st

from delivery.retry import RETRIES
from delivery.tally import Tally

STATUSES = st.sampled_from([200, 204, 400, 403, 410, 413, 429, 500, 503])


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=3), st.lists(STATUSES, min_size=1, max_size=6), max_size=20))
def test_everyone_is_counted_exactly_once(answers: dict[str, list[int]]) -> None:
    tally = Tally(answers)
    for name, statuses in answers.items():
        for status in statuses:
            if tally.judge(name, status) is None:
                break
    counted = [*tally.gone, *tally.given_up, *tally.left]
    assert tally.delivered + len(counted) == len(answers)
    assert len(set(counted)) == len(counted)


def test_a_failure_is_tried_again_twice() -> None:
    tally = Tally(["a"])
    waits = [tally.fail("a") for _ in range(RETRIES + 1)]
    assert waits[-1] is None and None not in waits[:-1]
    assert (tally.given_up, tally.left) == (["a"], {})


def test_throttling_is_no_failure() -> None:
    tally = Tally(["a"])
    assert all(tally.judge("a", 429) is not None for _ in range(50))
    assert (tally.throttled("a"), tally.left) == (50, {"a": 0})


def test_a_refusal_leaves_the_fate_open() -> None:
    tally = Tally(["a", "b"])
    assert tally.judge("a", 403) is None
    assert tally.refused
    assert list(tally.left) == ["a", "b"]


def test_each_fate_has_its_place() -> None:
    tally = Tally(["a", "b", "c"])
    assert [tally.judge("a", 200), tally.judge("b", 410), tally.judge("c", 413)] == [None] * 3
    assert (tally.delivered, tally.gone, tally.given_up, tally.left) == (1, ["b"], ["c"], {})
