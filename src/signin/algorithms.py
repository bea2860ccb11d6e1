"""The signatures of tokens in pure Python: PyJWT's own need a compiled package, which fits one runtime only.

A closed list: https://www.rfc-editor.org/rfc/rfc8725#section-3.1
"""

import json
from abc import abstractmethod
from hashlib import sha256
from typing import Any

import jwt
from jwt.algorithms import Algorithm
from jwt.exceptions import InvalidKeyError
from jwt.utils import base64url_decode

# What is longer costs time that only an abuser has use for.
RSA_BITS = range(2048, 4096 + 1)
EXPONENT = 65537
COORDINATE_BYTES = 32


class Verifier(Algorithm):
    """A signature that is checked and never made, by a key as the issuer's set of keys has it."""

    kty: str

    def prepare_key(self, key: Any) -> Any:
        """The public key; InvalidKeyError where the key is of another type, or for something else."""
        if key.get("kty") != self.kty or key.get("use", "sig") != "sig":
            raise InvalidKeyError("the key is not one for this signature")
        try:
            return self.public(key)
        except (KeyError, TypeError, ValueError, AssertionError) as error:
            raise InvalidKeyError("the key is not a public key") from error

    @abstractmethod
    def public(self, key: dict[str, Any]) -> Any:
        """The library's own key."""

    def sign(self, msg: bytes, key: Any) -> bytes:
        raise NotImplementedError("tokens are the issuer's to make")

    @staticmethod
    def to_jwk(key_obj: Any, as_dict: bool = False) -> Any:
        raise NotImplementedError("keys are the issuer's to show")

    @staticmethod
    def from_jwk(jwk: str | dict[str, Any]) -> Any:
        return json.loads(jwk) if isinstance(jwk, str) else jwk


class Rs256(Verifier):
    """RSASSA-PKCS1-v1_5 with SHA-256: https://www.rfc-editor.org/rfc/rfc7518#section-3.3"""

    kty = "RSA"

    def public(self, key: dict[str, Any]) -> Any:
        from rsa.key import PublicKey

        modulus, exponent = _number(key["n"]), _number(key["e"])
        if modulus.bit_length() not in RSA_BITS or exponent != EXPONENT:
            raise ValueError("an RSA key of an unusual size")
        return PublicKey(modulus, exponent)

    def verify(self, msg: bytes, key: Any, sig: bytes) -> bool:
        from rsa.pkcs1 import VerificationError, verify

        try:
            # The library finds out the digest by itself, and would take older ones.
            return verify(msg, sig, key) == "SHA-256"
        except (VerificationError, OverflowError):
            return False


class Es256(Verifier):
    """ECDSA on P-256 with SHA-256: https://www.rfc-editor.org/rfc/rfc7518#section-3.4"""

    kty = "EC"

    def public(self, key: dict[str, Any]) -> Any:
        from ecdsa import NIST256p, VerifyingKey
        from ecdsa.errors import MalformedPointError

        point = base64url_decode(key["x"]) + base64url_decode(key["y"])
        if key["crv"] != "P-256" or len(point) != 2 * COORDINATE_BYTES:
            raise ValueError("another curve")
        try:
            return VerifyingKey.from_string(point, NIST256p, hashfunc=sha256)
        except MalformedPointError as error:
            raise ValueError("no point of the curve") from error

    def verify(self, msg: bytes, key: Any, sig: bytes) -> bool:
        from ecdsa.keys import BadSignatureError

        try:
            return bool(key.verify(sig, msg))
        except BadSignatureError:
            return False


def _number(value: str) -> int:
    return int.from_bytes(base64url_decode(value), "big")


VERIFIERS: dict[str, Verifier] = {"RS256": Rs256(), "ES256": Es256()}


def register() -> None:
    """From here on PyJWT checks the signatures of this list by these, also where it knows some of its own."""
    for name, verifier in VERIFIERS.items():
        jwt.unregister_algorithm(name) if name in jwt.PyJWS().get_algorithms() else None
        jwt.register_algorithm(name, verifier)
