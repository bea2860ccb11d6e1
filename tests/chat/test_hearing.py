"""Sources hear where they may speak."""

import time

import pytest

from chat.hearing import newest
from chat.speaking import Said, prepare, speak
from errors import Forbidden, NotFound


def test_the_newest_are_heard_oldest_first() -> None:
    posts = [prepare("test", Said(f"e{number}", f"text {number}")) for number in range(7)]
    speak(posts, time.monotonic() + 10)
    assert [message.text for message in newest("", 3)] == ["text 4", "text 5", "text 6"]


@pytest.mark.parametrize("room", ["secret", "__class__", "operations-2"])
def test_promise_6_no_other_room_is_heard(room: str) -> None:
    with pytest.raises(Forbidden):
        newest(room, 3)


def test_a_room_that_nobody_opened_is_not_there() -> None:
    with pytest.raises(NotFound):
        newest("alerts-red", 3)
