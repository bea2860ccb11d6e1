"""The keys that guests' passes are sealed with: a secret in Secrets Manager, which keeps the one before it too.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version
"""

import time
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from config import settings, trusted_roots
from errors import Busy, Misconfigured

STAGES = ("AWSCURRENT", "AWSPREVIOUS")
KEEP_SECONDS = 300.0
KEY_BYTES = 32


class GuestKeys:
    """The secret as it was when it was last asked for."""

    def __init__(self) -> None:
        self._client: Any = None
        self._keys: list[bytes] = []
        self._read_at = float("-inf")

    def newest_first(self, seconds: float = KEEP_SECONDS) -> list[bytes]:
        """The key of now and the one before, as they were at most so many seconds ago; Busy where none can be had."""
        if time.monotonic() - self._read_at > seconds:
            try:
                self._keys = [key for key in map(self._version, STAGES) if key]
            except BotoCoreError as error:
                raise Busy(f"the guests' keys cannot be had: {type(error).__name__}") from error
            except ClientError as error:
                raise Misconfigured(f"GUEST_KEYS: {error.response['Error']['Code']}") from error
            self._read_at = time.monotonic()
        return self._keys

    def _version(self, stage: str) -> bytes:
        if self._client is None:
            self._client = _client()
        try:
            answer = self._client.get_secret_value(SecretId=settings().guest_keys, VersionStage=stage)
        except self._client.exceptions.ResourceNotFoundException:
            if stage == STAGES[0]:
                raise
            return b""
        key = str(answer["SecretString"]).encode()
        if len(key) < KEY_BYTES:
            raise Misconfigured(f"the secret of GUEST_KEYS has fewer than {KEY_BYTES} characters")
        return key


guest_keys = GuestKeys()


def _client() -> Any:
    config = Config(connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 2})
    return Session().create_client(
        "secretsmanager", region_name=settings().region, config=config, verify=trusted_roots()
    )
