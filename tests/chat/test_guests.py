"""Guests by pass: who they are, for how long, and what a new key does to them."""

import time
from collections.abc import Iterator

import pytest

from chat import guests
from errors import Forbidden, NotFound
from models import guest_keys as ring
from signin import guest_pass
from tests.parts.guest_secret import GuestSecret, guest_secret


@pytest.fixture
def secret(emulator: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[GuestSecret]:
    with guest_secret(emulator, monkeypatch) as made:
        yield made


def test_where_there_are_no_guests_there_are_no_passes() -> None:
    with pytest.raises(NotFound):
        guests.issue("Ana")


def test_a_pass_is_good_more_than_once_and_its_guest_is_nobody_else(secret: GuestSecret) -> None:
    issued = guests.issue(" Ana ")
    ana = guests.admit(issued["pass"])
    assert ana == guests.admit(issued["pass"])
    assert (ana.name, ana.guest, ana.user.partition(":")[0]) == ("Ana", True, "pass")
    assert 0 <= time.time() - ana.since < 5
    assert guests.admit(guests.issue("Ana")["pass"]).user != ana.user
    with pytest.raises(Forbidden):
        guests.issue("\u202enimda")


def test_a_pass_outlasts_one_new_key_and_not_two(secret: GuestSecret, monkeypatch: pytest.MonkeyPatch) -> None:
    old = guests.issue("Ana")["pass"]
    secret.rotate()
    monkeypatch.setattr(guests, "PAUSE_SECONDS", 0)
    ring.guest_keys.newest_first(0)
    new = guests.issue("Bo")["pass"]
    assert (guests.admit(old).name, guests.admit(new).name) == ("Ana", "Bo")
    secret.rotate()
    ring.guest_keys.newest_first(0)
    assert guests.admit(new).name == "Bo"
    with pytest.raises(Forbidden):
        guests.admit(old)


def test_a_key_that_is_new_to_this_environment_is_asked_for(
    secret: GuestSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.guest_keys.newest_first()
    secret.rotate()
    another = ring.GuestKeys()
    brought = guest_pass.issue("Ana", another.newest_first()[0])
    with pytest.raises(Forbidden):
        guests.admit(brought)
    monkeypatch.setattr(guests, "PAUSE_SECONDS", 0)
    assert guests.admit(brought).name == "Ana"
