"""Signatures in pure Python, against those that OpenSSL makes."""

from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from jwt.exceptions import InvalidKeyError

from signin.algorithms import VERIFIERS, register
from tests.parts.issuer import Signer, signer

BOTH = pytest.mark.parametrize("alg", VERIFIERS)
MESSAGE = b"e30.e30"


def signature(by: Signer) -> bytes:
    made: bytes = jwt.PyJWS().get_algorithm_by_name(by.alg).sign(MESSAGE, by.private)
    return made


@BOTH
def test_a_good_signature_holds_and_a_changed_one_does_not(alg: str) -> None:
    verifier, by = VERIFIERS[alg], signer(alg)
    key, good = verifier.prepare_key(by.public()), signature(by)
    assert verifier.verify(MESSAGE, key, good)
    assert not verifier.verify(MESSAGE + b"x", key, good)
    last = bytes([good[-1] ^ 1])
    for bad in (b"", b"\0" * len(good), b"\xff" * len(good), good[:-1], good + b"\0", b"\0" + good, good[:-1] + last):
        assert not verifier.verify(MESSAGE, key, bad)


@BOTH
def test_another_key_of_the_same_kind_does_not_fit(alg: str) -> None:
    verifier, other = VERIFIERS[alg], Signer(alg)
    assert not verifier.verify(MESSAGE, verifier.prepare_key(other.public()), signature(signer(alg)))


@pytest.mark.parametrize("digest", [hashes.SHA1(), hashes.SHA384(), hashes.SHA512()])
def test_a_signature_over_another_digest_is_not_rs256(digest: hashes.HashAlgorithm) -> None:
    verifier, by = VERIFIERS["RS256"], signer()
    made = by.private.sign(MESSAGE, padding.PKCS1v15(), digest)
    assert not verifier.verify(MESSAGE, verifier.prepare_key(by.public()), made)


@pytest.mark.parametrize(
    ("alg", "key"),
    [
        ("RS256", signer("ES256").public()),
        ("ES256", signer().public()),
        ("RS256", {"kty": "oct", "k": "c2VjcmV0"}),
        ("RS256", signer().public(use="enc")),
        ("RS256", {"kty": "RSA"}),
        ("RS256", signer().public(e="AQ")),
        ("RS256", signer().public(n="AQAB")),
        ("RS256", signer().public(n="/" * 1024)),
        ("RS256", signer().public(n=5)),
        ("ES256", signer("ES256").public(crv="P-384")),
        ("ES256", signer("ES256").public(x="AQAB")),
        ("ES256", signer("ES256").public(y=signer("ES256").public()["x"])),
    ],
)
def test_a_key_that_does_not_fit_is_no_key(alg: str, key: dict[str, Any]) -> None:
    with pytest.raises(InvalidKeyError):
        VERIFIERS[alg].prepare_key(key)


def test_nothing_is_signed_or_shown() -> None:
    for verifier in VERIFIERS.values():
        with pytest.raises(NotImplementedError):
            verifier.sign(MESSAGE, None)
        with pytest.raises(NotImplementedError):
            verifier.to_jwk(None)


def test_the_library_checks_by_these_whatever_else_is_installed() -> None:
    register()
    assert all(jwt.get_algorithm_by_name(name) is verifier for name, verifier in VERIFIERS.items())
