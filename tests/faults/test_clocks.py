"""Clocks that are wrong by minutes, and that go back: nothing that is promised depends on a clock.

The Amazon Time Sync Service keeps AWS's own far closer: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/set-time.html
"""

import time

import pytest

from tests.events import CONTEXT, frame
from tests.faults.conftest import Come
from tests.faults.people import seqs, texts
from tests.faults.victim import kill
from tests.parts.connections import Connections

MINUTES = 60
WRONG = (5 * MINUTES, -5 * MINUTES, 0, 5 * MINUTES, -5 * MINUTES)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the functions; `clock[0]` is by how many seconds it is wrong."""
    wrong, real, real_ns = [0.0], time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: real() + wrong[0])
    monkeypatch.setattr(time, "time_ns", lambda: real_ns() + int(wrong[0] * 1e9))
    return wrong


@pytest.mark.promise(2)
def test_fault_19_order_and_completeness_do_not_depend_on_clocks(come: Come, clock: list[float]) -> None:
    bo = come("Bo")
    # Each speaks once: an allowance is a time, and the next test is about that.
    speakers = [come(f"P{number}") for number in range(len(WRONG))]
    for number, (speaker, wrong) in enumerate(zip(speakers, WRONG, strict=True)):
        clock[0] = wrong
        assert speaker.say(f"text {number}")["seq"] == number + 1
        page = bo.read()
        assert texts(page["messages"]) == [f"text {each}" for each in range(number + 1)]
        assert page["through"] == number + 1
    assert seqs(bo.heard()) == [1, 2, 3, 4, 5]


@pytest.mark.promise(2)
@pytest.mark.promise(3)
@pytest.mark.parametrize("wrong", [5 * MINUTES, -5 * MINUTES])
def test_fault_19_a_hasty_reader_closes_a_hole_and_its_late_writer_says_it_once(
    come: Come, clock: list[float], wrong: float
) -> None:
    """A clock five minutes off takes every hole for an old one: hasty, and never wrong."""
    ana, bo = come("Ana"), come("Bo")
    kill("before the write", "send_message", ana.event("sendMessage", room="general", id="late", text="late"))
    bo.say("early")
    clock[0] = wrong
    page = bo.read()
    assert (texts(page["messages"]), page["through"]) == (["early"], 2)
    clock[0] = 0
    assert ana.say("late", "late")["seq"] == 3
    assert texts(bo.read()["messages"]) == ["early", "late"]


def test_fault_19_a_clock_that_goes_back_stops_nobody_for_longer_than_it_is_wrong(
    come: Come, clock: list[float]
) -> None:
    """The allowance is kept as a time: two functions whose clocks differ take it from the same one."""
    ana = come("Ana")
    clock[0] = 5 * MINUTES
    assert ana.say("from the future")["type"] == "message"
    clock[0] = 0
    later = ana.say("of now")
    assert later["type"] == "message" or (later["code"], later["retry"]) == ("rate_limited", True)
    clock[0] = 5 * MINUTES + 1
    assert ana.say("and on")["type"] == "message"


@pytest.mark.promise(6)
@pytest.mark.parametrize(("seconds", "answer"), [(-30, "pong"), (-90, "error")])
def test_fault_19_a_token_has_a_leeway_of_a_minute(
    come: Come, connections: Connections, seconds: float, answer: str
) -> None:
    """RFC 7519, 4.1.4: "a few minutes, to account for clock skew"."""
    from handlers import ping

    come("Ana")
    ping.handler(frame("ping", {"action": "ping"}, expires=time.time() + seconds), CONTEXT)
    assert connections.frames("ana1=")[-1]["type"] == answer
