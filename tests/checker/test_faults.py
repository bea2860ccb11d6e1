"""What goes wrong, by seed."""

from collections import Counter

from local.gateway.faults import Faults
from tests.checker.faults import GATEWAY, INSIDE, Inside, Weather, weather


def test_the_gateway_follows_the_script_of_every_weather() -> None:
    faults = Faults(weather(3, calm=False).script)
    assert len(faults.followed) == len(GATEWAY)


def test_every_fault_of_an_invocation_comes_and_most_come_to_nothing() -> None:
    inside = Inside(weather(3, calm=False))
    drawn = [inside.draw() for _ in range(5000)]
    names = Counter(one[0] for one in drawn if one)
    assert names.keys() == INSIDE.keys()
    assert names.total() < 2500


def test_the_same_seed_draws_the_same_faults() -> None:
    one, other = Inside(weather(3, calm=False)), Inside(weather(3, calm=False))
    assert [one.draw() for _ in range(200)] == [other.draw() for _ in range(200)]


def test_no_weather_has_no_faults() -> None:
    assert Inside(Weather(1)).draw() is None
