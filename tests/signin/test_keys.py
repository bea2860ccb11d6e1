"""Keys come, go and change, and the issuer is asked no more often than it has to be."""

from typing import Any

import pytest

from errors import Busy, Forbidden
from signin.document import Unreachable
from signin.keys import FRESH_SECONDS, PAUSE_SECONDS, STALE_SECONDS, TRIES, Keys, keys_at


class World:
    """What the issuer publishes, whether it is up, and what time it is."""

    def __init__(self, *kids: str) -> None:
        self.kids, self.up, self.asked, self.now = kids, True, 0, 1000.0
        self.keys = Keys("https://id.example/keys", self.read, lambda: self.now)

    def read(self, url: str) -> dict[str, Any]:
        self.asked += 1
        if not self.up:
            raise Unreachable("HTTP 500")
        return {"keys": [{"kid": kid} for kid in self.kids]}


def test_a_key_is_asked_for_once() -> None:
    world = World("a", "b")
    assert [world.keys.find(kid)["kid"] for kid in "abab"] == ["a", "b", "a", "b"]
    assert world.asked == 1


def test_a_new_key_is_asked_for_and_one_that_is_made_up_not_every_time() -> None:
    world = World("a")
    world.keys.find("a")
    world.now += PAUSE_SECONDS + 1
    world.kids = ("a", "b")
    assert world.keys.find("b") == {"kid": "b"}
    for number in range(100):
        with pytest.raises(Forbidden):
            world.keys.find(f"../{number}")
    assert world.asked == 2
    assert world.keys.find("a") == {"kid": "a"}


def test_a_key_that_was_withdrawn_is_good_for_an_hour_at_most() -> None:
    world = World("a", "b")
    world.keys.find("a")
    world.kids = ("b",)
    assert world.keys.find("a") == {"kid": "a"}
    world.now += FRESH_SECONDS + 1
    with pytest.raises(Forbidden):
        world.keys.find("a")


def test_an_issuer_that_is_down_is_tried_twice_and_then_left_alone_for_a_while() -> None:
    world = World("a")
    world.up = False
    for _ in range(5):
        with pytest.raises(Busy, match="HTTP 500"):
            world.keys.find("a")
    assert world.asked == TRIES
    world.up = True
    world.now += PAUSE_SECONDS + 1
    assert world.keys.find("a") == {"kid": "a"}


def test_known_keys_outlast_an_issuer_that_is_down_by_a_day_at_most() -> None:
    world = World("a")
    world.keys.find("a")
    world.up = False
    world.now += STALE_SECONDS - 1
    assert world.keys.find("a") == {"kid": "a"}
    with pytest.raises(Busy):
        world.keys.find("new")
    world.now += 2
    with pytest.raises(Busy):
        world.keys.find("a")


@pytest.mark.parametrize("said", [{}, {"keys": {}}, {"keys": None}])
def test_what_is_no_set_of_keys_is_a_failure(said: dict[str, Any]) -> None:
    with pytest.raises(Busy):
        Keys("https://id.example/keys", lambda url: said).find("a")


def test_what_is_no_key_with_an_id_is_passed_over() -> None:
    keys = Keys("https://id.example/keys", lambda url: {"keys": [None, {}, {"kid": 1}, {"kid": "a"}]})
    assert keys.find("a") == {"kid": "a"}


def test_all_handshakes_share_what_is_known() -> None:
    assert keys_at("https://id.example/1") is keys_at("https://id.example/1")
    assert keys_at("https://id.example/1") is not keys_at("https://id.example/2")
