"""What people do in a month; the clients' pauses are the clients' own."""

import re

import pytest

from cost.workload import PING_EVERY, RENEW_AFTER, SWEEPS_AN_HOUR, Workload, actions
from parley.timing import Timing
from tests.parts.template import TREE, load


def test_the_pauses_are_those_of_both_clients() -> None:
    timing = (TREE / "web" / "parley" / "timing.js").read_text()
    found = {name: int(minutes) for name, minutes in re.findall(r"(\w+): (\d+) \* MINUTE", timing)}
    assert (found["pingEvery"], found["renewAfter"]) == (PING_EVERY, RENEW_AFTER)
    assert Timing().ping == PING_EVERY * 60
    assert load()["Parameters"]["SweepSchedule"]["Default"] == f"rate({60 // SWEEPS_AN_HOUR} minutes)"


def test_each_comes_once_a_day_and_renews_before_the_two_hours_are_over() -> None:
    times = actions(Workload(rooms=1, users=10, messages=0, hours=4))
    assert times["connect"] == times["joinRoom"] == 300
    assert times["connect again"] == times["disconnect again"] == 600
    assert times["authorize"] == 900
    assert times["ping"] == 300 * 60


def test_what_is_done_about_a_message_goes_with_the_messages() -> None:
    times = actions(Workload(rooms=2, users=10, messages=100, watching=0.5, typing=2, reactions=0.1, edits=0.01))
    assert times["sendMessage"] == 3_000
    assert times["markRead"] == 3_000 * 5
    assert (times["typing"], times["react"], times["editMessage"]) == pytest.approx((6_000, 300, 30))


def test_who_is_connected_is_so_for_a_share_of_the_day() -> None:
    assert Workload(rooms=3, users=8, hours=8).connected == 8
