"""Pauses grow, differ and stay in their bounds."""

from parley.timing import Timing


def test_pauses_grow_to_a_limit() -> None:
    timing = Timing(pause=1, longest_pause=8)
    longest = [max(timing.backoff(tries) for _ in range(300)) for tries in range(6)]
    for bound, seen in zip([1, 2, 4, 8, 8, 8], longest, strict=True):
        assert bound * 0.8 < seen <= bound
    assert min(timing.backoff(5) for _ in range(300)) < 1  # full jitter: from nothing at all
    assert timing.backoff(10**9) <= 8


def test_intervals_differ_a_little() -> None:
    seen = {Timing().jitter(240) for _ in range(100)}
    assert len(seen) > 50 and all(192 <= pause <= 240 for pause in seen)


def test_the_defaults_keep_api_gateways_limits() -> None:
    assert Timing().ping < 600 and Timing().lifetime < 7200 - 60
