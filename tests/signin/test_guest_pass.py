"""A pass says who it is for as long as its seal and its time hold."""

import base64
import json
import time

import pytest

from errors import Forbidden
from signin import guest_pass
from signin.guest_pass import SECONDS, issue, read

OLD, NEW = b"o" * 32, b"n" * 32


def sealed(content: bytes, key: bytes = NEW) -> str:
    text = base64.urlsafe_b64encode(content).rstrip(b"=").decode()
    return f"{text}.{guest_pass._text(guest_pass._seal(text, key))}"


def test_a_pass_says_who_it_is_for() -> None:
    found = read(issue("Ana Ö", NEW), [NEW])
    assert found.name == "Ana Ö"
    assert SECONDS - 5 <= found.until - time.time() <= SECONDS
    assert found.guest != read(issue("Ana Ö", NEW), [NEW]).guest


def test_the_key_before_is_good_too_and_no_other() -> None:
    assert read(issue("Ana", OLD), [NEW, OLD]).name == "Ana"
    for keys in ([NEW], []):
        with pytest.raises(Forbidden):
            read(issue("Ana", OLD), keys)


def test_its_time_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    brought, later = issue("Ana", NEW), time.time() + SECONDS + 1
    monkeypatch.setattr("signin.guest_pass.time.time", lambda: later)
    with pytest.raises(Forbidden):
        read(brought, [NEW])


def test_nothing_of_it_can_be_changed() -> None:
    content, _, seal = issue("Ana", NEW).partition(".")
    eve = sealed(json.dumps(["1", "Eve", 2_000_000_000]).encode(), OLD)
    for forged in ("", ".", content, f".{seal}", f"{content}.", f"{content}x.{seal}", f"{content}.{seal}=", eve, "ä.ö"):
        with pytest.raises(Forbidden):
            read(forged, [NEW])
    with pytest.raises(Forbidden):
        read("a" * 2000, [NEW])


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"[" * 500, b'["1"]', b"\xff"])
def test_what_a_key_has_sealed_and_is_no_pass_is_none(content: bytes) -> None:
    with pytest.raises(Forbidden):
        read(sealed(content), [NEW])
