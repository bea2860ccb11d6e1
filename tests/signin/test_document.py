"""What an issuer shows, and what it may do to whoever asks."""

import json
import threading
import time

import pytest

from signin import document
from tests.parts.issuer import Issuer


def test_an_object_is_read(oidc: Issuer) -> None:
    assert document.read(oidc.keys_url) == {"keys": oidc.published}


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [
        (404, b"{}", "HTTP 404"),
        (500, b"{}", "HTTP 500"),
        (302, b"{}", "HTTP 302"),
        (200, b"<html>", "no JSON"),
        (200, b"\xff\xfe", "no JSON"),
        (200, b"[" * 60_000, "no JSON"),
        (200, b"[]", "no JSON object"),
        (200, json.dumps({"keys": "k" * 70_000}).encode(), "too large"),
    ],
)
def test_anything_else_is_no_document(oidc: Issuer, status: int, content: bytes, said: str) -> None:
    oidc.answer = lambda: (status, content)
    with pytest.raises(document.Unreachable, match=said):
        document.read(oidc.keys_url)
    assert oidc.asked == 1


def test_an_issuer_that_is_down_is_unreachable_soon() -> None:
    with pytest.raises(document.Unreachable, match="NewConnectionError"):
        document.read("http://127.0.0.1:1/keys")


def test_an_issuer_that_says_nothing_is_waited_for_a_second_only(oidc: Issuer) -> None:
    done = threading.Event()

    def silent() -> tuple[int, bytes]:
        done.wait(30)
        return 200, b"{}"

    oidc.answer = silent
    began = time.monotonic()
    with pytest.raises(document.Unreachable, match="ReadTimeoutError"):
        document.read(oidc.keys_url)
    done.set()
    assert time.monotonic() - began < 10


def test_no_certificate_no_document(oidc: Issuer) -> None:
    with pytest.raises(document.Unreachable):
        document.read(oidc.keys_url.replace("http:", "https:"))
