"""Whose tokens are taken, by the settings."""

import pytest

from errors import Misconfigured
from signin.issuer import Issuer, issuer

CLIENTS = frozenset({"web"})


def test_without_an_issuer_no_token_is_taken() -> None:
    assert issuer("", frozenset(), "") is None


def test_the_keys_are_where_the_issuer_is_unless_that_is_said() -> None:
    keys = "https://id.example/pool/.well-known/jwks.json"
    assert issuer("https://id.example/pool", CLIENTS, "") == Issuer("https://id.example/pool", CLIENTS, keys)
    # The issuer's own name may end in a slash, and tokens repeat it byte by byte.
    assert issuer("https://id.example/pool/", CLIENTS, "") == Issuer("https://id.example/pool/", CLIENTS, keys)
    assert issuer("https://id.example", CLIENTS, "https://keys.example/") == Issuer(
        "https://id.example", CLIENTS, "https://keys.example/"
    )
    assert issuer("https://id.example/eu_1", CLIENTS, "http://127.0.0.1:5/{pool}/keys") == Issuer(
        "https://id.example/eu_1", CLIENTS, "http://127.0.0.1:5/eu_1/keys"
    )


@pytest.mark.parametrize("where", ["http://id.example", "file:///etc/passwd", "http://127.0.0.1.evil.example/"])
def test_keys_that_anybody_could_have_changed_on_their_way_are_not_taken(where: str) -> None:
    with pytest.raises(Misconfigured, match="OIDC_JWKS_URL"):
        issuer("https://id.example", CLIENTS, where)


def test_fault_28_a_missing_audience_is_named() -> None:
    with pytest.raises(Misconfigured, match="OIDC_AUDIENCE"):
        issuer("https://id.example", frozenset(), "")
