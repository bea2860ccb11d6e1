"""The guests' keys, out of a real Secrets Manager API."""

from collections.abc import Iterator

import pytest

import config
from errors import Busy, Misconfigured
from models.guest_keys import GuestKeys
from tests.parts.guest_secret import GuestSecret, guest_secret


@pytest.fixture
def secret(emulator: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[GuestSecret]:
    with guest_secret(emulator, monkeypatch) as made:
        yield made


def test_the_key_of_now_is_first_and_the_one_before_is_kept(secret: GuestSecret) -> None:
    keys = GuestKeys()
    (first,) = keys.newest_first()
    secret.rotate()
    assert keys.newest_first() == [first], "asked for once in five minutes"
    second, before = keys.newest_first(0)
    assert before == first and second != first
    secret.rotate()
    third, before = keys.newest_first(0)
    assert before == second and third != second


def test_what_is_too_short_to_be_a_key_seals_nothing(secret: GuestSecret) -> None:
    secret.rotate("short")
    with pytest.raises(Misconfigured, match="GUEST_KEYS"):
        GuestKeys().newest_first()


def test_fault_28_a_secret_that_is_not_there_is_named(secret: GuestSecret, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUEST_KEYS", "nowhere")
    config.settings.cache_clear()
    with pytest.raises(Misconfigured, match="GUEST_KEYS"):
        GuestKeys().newest_first()


def test_where_secrets_manager_is_down_nobody_can_tell(secret: GuestSecret, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:1")
    with pytest.raises(Busy, match="EndpointConnectionError"):
        GuestKeys().newest_first()
