"""Fields are what the protocol says, or no field."""

from collections.abc import Callable
from typing import Any

import pytest

from parley import fields
from parley.entries import User


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (fields.string, "", 1),
        (fields.flag, False, 0),
        (fields.whole, 0, -1),
        (fields.whole, 10**30, True),
        (fields.whole, 7, 7.0),
        (fields.time, 5, None),
    ],
)
def test_a_value_is_right_or_raises(check: Callable[[object], object], right: object, wrong: object) -> None:
    assert check(right) == right
    with pytest.raises(TypeError):
        check(wrong)


def test_a_time_ends_with_the_calendar() -> None:
    assert fields.time(10**30) == fields.LATEST


@pytest.mark.parametrize("wrong", ["ab", {"a": 1}, None, ["a", 1]])
def test_a_list_is_a_list_of_the_same(wrong: Any) -> None:
    assert fields.strings(["a", "b"]) == ("a", "b")
    with pytest.raises(TypeError):
        fields.strings(wrong)


def test_what_may_be_absent() -> None:
    assert fields.maybe(fields.whole, {"a": 1}, "a") == 1
    assert fields.maybe(fields.whole, {"a": None}, "a") is fields.maybe(fields.whole, {}, "a") is None
    with pytest.raises(TypeError):
        fields.maybe(fields.whole, {"a": "1"}, "a")
    assert fields.user({"user": "u", "name": "N", "more": 1}) == User("u", "N")
