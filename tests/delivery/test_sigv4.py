"""The signature equals botocore's, whatever is signed."""

import time
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotocoreCredentials
from hypothesis import given, settings
from hypothesis import strategies as st

from config import Credentials
from delivery.endpoint import endpoint
from delivery.sigv4 import RENEW_AFTER, Signer, signing_key

PLAIN = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
# "." and ".." are no names but directions in a path (RFC 3986 section 5.2.4).
IDS = st.one_of(st.from_regex(r"[A-Za-z0-9_+/-]{1,20}={0,2}", fullmatch=True), st.text(min_size=1, max_size=30)).filter(
    lambda name: name.strip(".") and "\0" not in name and name.isprintable()
)
HOSTS = st.sampled_from(
    [
        "https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod",
        "https://a1b2c3.execute-api.us-east-1.amazonaws.com/",
        "https://chat.example.com:8443/a/b",
        "http://127.0.0.1:4510/stage-1",
        "http://localhost/p~q",
        "http://localhost:80/local",
    ]
)


@settings(deadline=None)
@given(
    method=st.sampled_from(["POST", "DELETE"]),
    url=HOSTS,
    connection=IDS,
    payload=st.binary(max_size=300),
    region=st.sampled_from(["eu-west-1", "us-east-1", "ap-southeast-2"]),
    keys=st.tuples(PLAIN, PLAIN, st.one_of(st.just(""), PLAIN)),
    clock=st.integers(1_600_000_000, 4_000_000_000),
)
def test_a_request_is_signed_as_botocore_signs_it(
    method: str, url: str, connection: str, payload: bytes, region: str, keys: tuple[str, str, str], clock: int
) -> None:
    signer = Signer(method, endpoint(url), payload, region, Credentials(*keys))
    with patch("delivery.sigv4.time.time", return_value=clock):
        head, _, body = signer.request(connection, 0.0).partition(b"\r\n\r\n")
    first, *fields = head.decode().split("\r\n")
    headers = dict(field.split(": ", 1) for field in fields)
    target = first.split(" ")[1]
    assert first == f"{method} {target} HTTP/1.1"
    assert body == payload
    assert headers.pop("content-length") == str(len(payload))
    assert headers == _botocore(method, url, target, payload, region, keys, clock) | {"host": headers["host"]}


def _botocore(
    method: str, url: str, target: str, payload: bytes, region: str, keys: tuple[str, str, str], clock: int
) -> dict[str, str]:
    """The headers that botocore would have sent."""
    origin = "/".join(url.split("/")[:3])
    request = AWSRequest(method=method, url=origin + target, data=payload)
    moment = datetime.fromtimestamp(clock, UTC)
    with patch("botocore.auth.get_current_datetime", return_value=moment):
        SigV4Auth(BotocoreCredentials(keys[0], keys[1], keys[2] or None), "execute-api", region).add_auth(request)
    return {name.lower(): str(value) for name, value in request.headers.items()}


def test_the_date_is_shared_for_two_minutes() -> None:
    signer = Signer("POST", endpoint("http://localhost/p"), b"", "eu-west-1", Credentials("a", "b", ""))
    with patch("delivery.sigv4.time.time", return_value=1_700_000_000):
        first = signer.request("x", 1000.0)
    with patch("delivery.sigv4.time.time", return_value=1_700_000_000 + RENEW_AFTER):
        assert signer.request("x", 1000.0 + RENEW_AFTER - 1) == first
        assert signer.request("x", 1000.0 + RENEW_AFTER) != first


def test_a_day_has_one_key() -> None:
    signing_key.cache_clear()
    for _ in range(3):
        Signer("POST", endpoint("http://localhost/p"), b"", "eu-west-1", Credentials("a", "b", "")).request(
            "x", time.monotonic()
        )
    assert signing_key.cache_info().misses <= 2  # Midnight may pass between two of them.


@pytest.mark.parametrize("connection", ["\ud800", "a b", "ü", "a/b?c#d", "%41"])
def test_no_name_can_break_the_request(connection: str) -> None:
    signer = Signer("POST", endpoint("http://localhost/p"), b"", "eu-west-1", Credentials("a", "b", ""))
    target = signer.request(connection, 0.0).split(b" ")[1]
    assert target.startswith(b"/p/@connections/")
    assert not set(target[len(b"/p/@connections/") :]) & set(b"/ ?#\r\n")
