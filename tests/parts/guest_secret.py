"""A secret with the guests' keys, in the emulator's Secrets Manager, as the template makes one."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import config
from local.aws import client as aws_client
from models import guest_keys
from models.guest_keys import GuestKeys
from tests.parts import processes


class GuestSecret:
    """One secret that can be rotated; the process under test reads it with fresh eyes."""

    def __init__(self, url: str) -> None:
        self._client = aws_client("secretsmanager", url, processes.REGION)
        made = self._client.create_secret(Name=f"guests-{secrets.token_hex(6)}", SecretString=secrets.token_hex(32))
        self.arn = str(made["ARN"])

    def rotate(self, value: str | None = None) -> None:
        """What the documentation tells an operator to do."""
        self._client.put_secret_value(SecretId=self.arn, SecretString=value or secrets.token_hex(32))


@contextmanager
def guest_secret(emulator: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[GuestSecret]:
    """A secret that the settings name while the context lasts."""
    secret = GuestSecret(emulator)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", emulator)
    monkeypatch.setenv("GUEST_KEYS", secret.arn)
    config.settings.cache_clear()
    fresh = GuestKeys()
    for module in ("chat.guests", "models.guest_keys"):
        monkeypatch.setattr(f"{module}.guest_keys", fresh)
    yield secret
    assert guest_keys.guest_keys is fresh
    config.settings.cache_clear()
