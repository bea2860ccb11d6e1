"""By what people come in: what was asked for, a token that was given, or what the stack takes."""

import pytest

from smoke.door import NoWay, header, way
from smoke.find import Target


def stack(*, names: bool = False, passes: bool = False) -> Target:
    return Target("parley", "wss://chat.example/live", "https://chat.example", names, passes)


@pytest.mark.parametrize(
    ("target", "token", "wanted", "chosen"),
    [
        (stack(names=True, passes=True), None, None, "name"),
        (stack(passes=True), None, None, "pass"),
        (stack(names=True), "eyJ…", None, "token"),
        (stack(names=True, passes=True), "eyJ…", "pass", "pass"),
    ],
)
def test_the_way_in(target: Target, token: str | None, wanted: str | None, chosen: str) -> None:
    assert way(target, token, wanted) == chosen


def test_a_closed_stack_asks_for_a_token() -> None:
    with pytest.raises(NoWay, match="PARLEY_TOKEN"):
        way(stack(), None, None)


@pytest.mark.parametrize(
    ("wanted", "why"), [("name", "GuestNames"), ("pass", "GuestTokens"), ("token", "PARLEY_TOKEN")]
)
def test_a_way_that_is_closed_says_why(wanted: str, why: str) -> None:
    with pytest.raises(NoWay, match=why):
        way(stack(), None, wanted)


async def test_what_a_handshake_carries() -> None:
    assert await header(stack(), "name", "Smoke Ana", None) == "Guest Smoke%20Ana"
    assert await header(stack(), "token", "Smoke Ana", "eyJ.x.y") == "Bearer eyJ.x.y"


async def test_a_door_that_nobody_opens_is_a_sentence() -> None:
    closed = Target("parley", "ws://127.0.0.1:9/live", "http://127.0.0.1:9", names=False, passes=True)
    with pytest.raises(NoWay, match="127.0.0.1:9/guests cannot be asked"):
        await header(closed, "pass", "Smoke Ana", None)
