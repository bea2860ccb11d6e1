"""Tokens that hold and tokens that do not: the handshake's lines of PROMISES 4 about them."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import pytest

from errors import Busy, Forbidden
from signin import keys, token
from signin.issuer import Issuer as Trusted
from tests.parts.issuer import CLIENT, Issuer, Signer, signer


@pytest.fixture
def trusted(oidc: Issuer) -> Trusted:
    return Trusted(oidc.url, frozenset({CLIENT, "other-client"}), oidc.keys_url)


def raw(header: object, claims: object, signature: bytes = b"") -> str:
    """A token out of any parts."""
    return ".".join(_base64(part) for part in (json.dumps(header).encode(), json.dumps(claims).encode(), signature))


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_a_token_of_the_issuer_holds(oidc: Issuer, trusted: Trusted, alg: str) -> None:
    said = token.claims(oidc.token(signer(alg)), trusted)
    assert (said["sub"], said["name"]) == ("u-1", "Ana")


def test_a_token_is_for_a_client_by_either_name(oidc: Issuer, trusted: Trusted) -> None:
    for audience in ({"aud": "other-client"}, {"aud": ["else", CLIENT]}, {"aud": None, "client_id": CLIENT}):
        assert token.claims(oidc.token(**audience, token_use="access"), trusted)["sub"] == "u-1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"iss": ["https://id.example"]},
        {"aud": "another"},
        {"aud": None},
        {"aud": []},
        {"aud": {"parley-client": 1}},
        {"aud": "another", "client_id": CLIENT},
        {"token_use": "refresh"},
        {"token_use": None, "client_id": CLIENT, "aud": ["x"]},
        {"sub": None},
        {"sub": 5},
        {"exp": None},
        {"exp": "soon"},
        {"exp": 1e400},
        {"exp": lambda: int(time.time()) - 61},
        {"nbf": lambda: int(time.time()) + 120},
        {"nbf": "now"},
        {"iat": lambda: int(time.time()) + 120},
    ],
)
def test_a_token_of_the_issuer_that_says_something_else_is_refused(
    oidc: Issuer, trusted: Trusted, wrong: dict[str, Any]
) -> None:
    # Times are of when the test runs, not of when it was collected.
    said = {name: value() if callable(value) else value for name, value in wrong.items()}
    with pytest.raises(Forbidden):
        token.claims(oidc.token(**said), trusted)


def test_clocks_may_differ_by_a_minute(oidc: Issuer, trusted: Trusted) -> None:
    now = int(time.time())
    nearly: list[dict[str, Any]] = [{"exp": now - 50}, {"nbf": now + 50}, {"iat": now + 50}]
    for near in nearly:
        assert token.claims(oidc.token(**near), trusted)["sub"] == "u-1"


@pytest.mark.parametrize("alg", ["none", "None", "", "HS256", "RS512", "PS256", "EdDSA", None, 5, ["RS256"]])
def test_no_other_signature_is_taken(oidc: Issuer, trusted: Trusted, alg: object) -> None:
    header = {"alg": alg, "kid": signer().kid, "typ": "JWT"}
    with pytest.raises(Forbidden):
        token.claims(raw(header, oidc.claims()), trusted)
    assert oidc.asked == 0


def test_the_public_key_is_no_secret_to_sign_with(oidc: Issuer, trusted: Trusted) -> None:
    public = json.dumps(signer().public()).encode()
    for alg in ("HS256", "RS256"):
        unsigned = raw({"alg": alg, "kid": signer().kid}, oidc.claims()).rpartition(".")[0]
        forged = hmac.new(public, unsigned.encode(), hashlib.sha256).digest()
        with pytest.raises(Forbidden):
            token.claims(f"{unsigned}.{_base64(forged)}", trusted)


def test_a_key_signs_only_as_it_says(oidc: Issuer, trusted: Trusted) -> None:
    for published in (signer().public(alg="RS512"), signer().public(use="enc"), signer("ES256").public(alg="RS256")):
        oidc.published = [{**published, "kid": signer().kid}]
        keys.keys_at.cache_clear()
        with pytest.raises(Forbidden):
            token.claims(oidc.token(), trusted)


@pytest.mark.parametrize("kid", ["../../../etc/passwd", "http://evil.example/key", "' OR 1=1", "", "\0", "k" * 4000])
def test_the_id_of_a_key_is_looked_up_and_nothing_else(oidc: Issuer, trusted: Trusted, kid: str) -> None:
    with pytest.raises(Forbidden):
        token.claims(oidc.token(header={"kid": kid}), trusted)
    assert oidc.asked == 1


def test_no_key_that_a_token_brings_along_is_used(oidc: Issuer, trusted: Trusted) -> None:
    own = Signer("ES256")
    for header in ({"jwk": own.public()}, {"jku": "http://127.0.0.1:1/"}, {"x5u": "http://127.0.0.1:1/"}):
        for kid in (own.kid, signer("ES256").kid):
            with pytest.raises(Forbidden):
                token.claims(oidc.token(own, header | {"kid": kid}), trusted)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        ".",
        "..",
        "abc",
        "a.b.c.d",
        "e30.e30.e30",
        "ä.ö.ü",
        raw({"alg": "RS256"}, {}),
        raw({"alg": "RS256", "kid": 5}, {}),
        raw([], {}),
        raw(None, {}),
        raw({"alg": "RS256", "kid": "x", "crit": ["exp"]}, {}),
        _base64(b"[" * 5000) + ".e30.e30",
        _base64(b"\xff\xfe") + ".e30.e30",
        "a" * 8193,
    ],
)
def test_what_is_no_token_is_refused_without_a_word_to_the_issuer(oidc: Issuer, trusted: Trusted, broken: str) -> None:
    with pytest.raises(Forbidden):
        token.claims(broken, trusted)
    assert oidc.asked == 0


def test_a_changed_token_is_refused(oidc: Issuer, trusted: Trusted) -> None:
    header, _, signature = oidc.token().split(".")
    eve = _base64(json.dumps(oidc.claims(sub="eve")).encode())
    with pytest.raises(Forbidden):
        token.claims(f"{header}.{eve}.{signature}", trusted)


def test_keys_change_in_the_middle(oidc: Issuer, trusted: Trusted, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = signer(), signer("RS256", "second")
    assert token.claims(oidc.token(old), trusted)
    oidc.published = [new.public()]
    assert token.claims(oidc.token(old), trusted), "what is known is good for a while"
    with pytest.raises(Forbidden):
        token.claims(oidc.token(new), trusted)
    monkeypatch.setattr(keys, "PAUSE_SECONDS", -1)
    assert token.claims(oidc.token(new), trusted)
    with pytest.raises(Forbidden):
        token.claims(oidc.token(old), trusted)


def test_nobody_can_tell_while_the_issuer_is_down(oidc: Issuer, trusted: Trusted) -> None:
    oidc.answer = lambda: (500, b"")
    with pytest.raises(Busy, match="HTTP 500"):
        token.claims(oidc.token(), trusted)


def test_promise_7_why_a_token_does_not_hold_repeats_nothing_of_it(oidc: Issuer, trusted: Trusted) -> None:
    for secret in ({"iss": "Secret"}, {"aud": "Secret"}, {"exp": "Secret"}, {"sub": ["Secret"]}):
        with pytest.raises(Forbidden) as refused:
            token.claims(oidc.token(**secret), trusted)
        assert "Secret" not in str(refused.value)
        assert refused.value.__cause__ is None
