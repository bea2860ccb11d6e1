"""A guest's pass: who was let in without having signed in, sealed with a key of the deployment."""

import base64
import hmac
import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass

from errors import Forbidden

# A pass is for an evening; who comes back tomorrow is another guest.
SECONDS = 12 * 3600
ID_BYTES = 9
PASS_LENGTH = 1024
# What else the key may come to seal is never taken for a pass.
PURPOSE = b"parley.v1 guest pass\0"
BROKEN = (ValueError, TypeError, RecursionError)


@dataclass(frozen=True)
class Pass:
    """A guest, what they are called, and until when (epoch seconds)."""

    guest: str
    name: str
    until: int

    @property
    def since(self) -> int:
        """When it was issued."""
        return self.until - SECONDS


def issue(name: str, key: bytes) -> str:
    """A new guest's pass."""
    told = [secrets.token_urlsafe(ID_BYTES), name, int(time.time()) + SECONDS]
    content = _text(json.dumps(told, separators=(",", ":")).encode())
    return f"{content}.{_text(_seal(content, key))}"


def read(brought: str, keys: Iterable[bytes]) -> Pass:
    """What a pass says that one of the keys has sealed; Forbidden where none has, or when its time is over."""
    content, _, seal = brought.partition(".")
    if len(brought) > PASS_LENGTH or not brought.isascii():
        raise Forbidden("no such pass")
    if not any(hmac.compare_digest(seal, _text(_seal(content, key))) for key in keys):
        raise Forbidden("no such pass")
    try:
        guest, name, until = json.loads(base64.urlsafe_b64decode(content + "=" * (-len(content) % 4)))
    except BROKEN:
        raise Forbidden("no such pass") from None
    if until <= time.time():
        raise Forbidden("the pass has ended")
    return Pass(guest, name, until)


def _seal(content: str, key: bytes) -> bytes:
    return hmac.digest(key, PURPOSE + content.encode(), "sha256")


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
