"""Floods, as one process counts them."""

from dataclasses import replace

import pytest

import metrics
from chat import flooding
from chat.flooding import FRAMES, REFUSALS, USER_FRAMES, demand_calm
from errors import Flood, RateLimited
from identity import Caller
from tests.chat.conftest import person

ANA = person("Ana")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    flooding.forget()
    clock = [1_790_000_000_000]
    monkeypatch.setattr(flooding, "now_ms", lambda: clock[0])
    return clock


def outcomes(caller: Caller, tries: int) -> list[type[Exception] | None]:
    found: list[type[Exception] | None] = []
    for _ in range(tries):
        try:
            demand_calm(caller)
            found.append(None)
        except RateLimited as refused:
            found.append(type(refused))
    return found


def test_what_clients_do_is_never_refused(now: list[int]) -> None:
    assert set(outcomes(ANA, FRAMES.burst)) == {None}
    for _ in range(200):
        now[0] += FRAMES.interval_ms
        assert outcomes(ANA, 1) == [None]


def test_who_sends_more_is_told_so_and_who_goes_on_is_a_flood(now: list[int]) -> None:
    outcomes(ANA, FRAMES.burst)
    assert outcomes(ANA, REFUSALS.burst) == [RateLimited] * REFUSALS.burst
    assert outcomes(ANA, 50) == [Flood] * 50


def test_who_listens_is_forgiven(now: list[int]) -> None:
    outcomes(ANA, FRAMES.burst)
    for _ in range(30):
        with pytest.raises(RateLimited) as refused:
            demand_calm(ANA)
        assert type(refused.value) is RateLimited and refused.value.retry_after
        now[0] += REFUSALS.interval_ms
        assert set(outcomes(ANA, REFUSALS.interval_ms // FRAMES.interval_ms)) == {None}


def test_who_keeps_a_little_above_is_a_flood_in_the_end(now: list[int]) -> None:
    found: list[type[Exception] | None] = []
    for _ in range(400):
        now[0] += FRAMES.interval_ms // 2
        found += outcomes(ANA, 1)
    assert found.index(RateLimited) < found.index(Flood)


def test_a_flood_refuses_nobody_else(now: list[int]) -> None:
    outcomes(ANA, 1_000)
    assert outcomes(person("Bo"), FRAMES.burst) == [None] * FRAMES.burst


def test_connections_of_one_user_are_one_flood(now: list[int]) -> None:
    """Twenty connections, of which none sends more than one may."""
    many = [replace(ANA, connection=f"ana{number}=") for number in range(20)]
    a_turn = [caller for _ in range(FRAMES.burst // 2) for caller in many]
    found = [outcomes(caller, 1)[0] for caller in a_turn]
    assert found[: USER_FRAMES.burst] == [None] * USER_FRAMES.burst
    assert None not in found[USER_FRAMES.burst :] and found[-1] is Flood
    assert set(outcomes(replace(ANA, connection="calm="), REFUSALS.burst)) == {RateLimited}, "it has not gone on"
    assert outcomes(person("Bo"), 1) == [None]


def test_what_is_refused_is_counted_by_whose_bound_it_was(now: list[int]) -> None:
    metrics.take()
    outcomes(ANA, FRAMES.burst + 3)
    for number in range(3):
        outcomes(replace(ANA, connection=f"more{number}="), FRAMES.burst // 2)
    assert metrics.take()[0] == {"bound_frames": 3, "bound_user_frames": FRAMES.burst // 2}
