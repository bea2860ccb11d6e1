"""Signature Version 4 for many small requests that differ in nothing but the connection.

The key lasts a day, the payload's hash a batch and the date two minutes, so a request costs one hash and one HMAC.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import hashlib
import hmac
import time
from functools import lru_cache
from urllib.parse import quote

from config import Credentials
from delivery.endpoint import Endpoint

SERVICE = "execute-api"
RENEW_AFTER = 120.0  # AWS takes a date that is at most 5 minutes off; the rest is room for this machine's clock.


class Signer:
    """Makes complete, signed requests for one payload, one after the other."""

    def __init__(self, method: str, to: Endpoint, payload: bytes, region: str, credentials: Credentials) -> None:
        self._method = method
        self._to = to
        self._payload = payload
        self._digest = hashlib.sha256(payload).hexdigest()
        self._region = region
        self._credentials = credentials
        self._stamped = -RENEW_AFTER

    def request(self, connection: str, now: float) -> bytes:
        """The bytes of one request; `now` is monotonic and decides when the date is renewed."""
        if now - self._stamped >= RENEW_AFTER:
            self._stamp(time.time())
            self._stamped = now
        name = _encoded(connection)
        canonical = f"{self._canonical_head}{name.replace('%', '%25')}{self._canonical_tail}"
        # HMAC by hand (RFC 2104): the key has gone through both hashes already, when the date was stamped.
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(hashlib.sha256(canonical.encode()).hexdigest().encode())
        outer.update(inner.digest())
        return f"{self._head}{name}{self._block}{outer.hexdigest()}\r\n\r\n".encode() + self._payload

    def _stamp(self, clock: float) -> None:
        """Write down all that requests of the same date share."""
        who, to = self._credentials, self._to
        moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(clock))
        day = moment[:8]
        scope = f"{day}/{self._region}/{SERVICE}/aws4_request"
        signed = {"host": to.authority, "x-amz-date": moment}
        if who.token:
            signed["x-amz-security-token"] = who.token
        headers = "".join(f"{name}:{value}\n" for name, value in signed.items())
        names = ";".join(signed)
        key = signing_key(who.secret_key, day, self._region).ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key))
        self._inner.update(f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n".encode())
        # Every service but S3 signs the path as it would look if it were encoded once more.
        self._canonical_head = f"{self._method}\n{quote(to.path, safe='/~')}"
        self._canonical_tail = f"\n\n{headers}\n{names}\n{self._digest}"
        self._head = f"{self._method} {to.path}"
        self._block = (
            " HTTP/1.1\r\n"
            + "".join(f"{name}: {value}\r\n" for name, value in signed.items())
            + f"content-length: {len(self._payload)}\r\n"
            + f"authorization: AWS4-HMAC-SHA256 Credential={who.access_key}/{scope}, SignedHeaders={names}, Signature="
        )


@lru_cache(maxsize=4)
def signing_key(secret: str, day: str, region: str) -> bytes:
    """The key that signs a day's requests in a region."""
    key = f"AWS4{secret}".encode()
    for part in (day, region, SERVICE, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def _encoded(connection: str) -> str:
    # API Gateway's ids end in "=", which would send every one of them down quote()'s slow path.
    stem = connection.rstrip("=")
    padding = "%3D" * (len(connection) - len(stem))
    if not (stem.isascii() and stem.isalnum()):
        stem = quote(stem, safe="", errors="surrogatepass")
    return stem + padding
