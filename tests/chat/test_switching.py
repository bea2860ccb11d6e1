"""Rooms are switched, and told."""

import time

import pytest

from chat.hearing import newest
from chat.switching import is_on, turn
from errors import Busy, Forbidden


def test_a_room_is_told_how_its_switch_stands(deadline: float) -> None:
    turn("test", "m1", "general", True, deadline)
    assert is_on("general")
    turn("test", "m2", "general", False, deadline)
    assert not is_on("general")
    assert [message.text for message in newest("general", 5)] == ["Notifications on.", "Notifications off."]


def test_a_directive_that_comes_again_is_said_once(deadline: float) -> None:
    for _ in range(2):
        turn("test", "m1", "general", True, deadline)
    assert len(newest("general", 5)) == 1


def test_promise_6_no_other_room_is_switched_or_asked(deadline: float) -> None:
    with pytest.raises(Forbidden):
        turn("test", "m1", "secret", True, deadline)
    with pytest.raises(Forbidden):
        is_on("secret")


def test_what_there_is_no_time_to_tell_is_not_done() -> None:
    with pytest.raises(Busy):
        turn("test", "m1", "general", True, time.monotonic())
