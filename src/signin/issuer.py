"""Whose tokens are taken."""

from dataclasses import dataclass

from errors import Misconfigured

LOOPBACK = ("http://127.0.0.1:", "http://localhost:")


@dataclass(frozen=True)
class Issuer:
    """An OpenID Connect issuer, the clients whose tokens are for us, and where its keys are."""

    url: str
    audience: frozenset[str]
    keys_url: str


def issuer(url: str, audience: frozenset[str], keys_url: str) -> Issuer | None:
    """The issuer of the settings, None without one; keys come over TLS, or from this machine."""
    if not url:
        return None
    where = keys_url or f"{url.rstrip('/')}/.well-known/jwks.json"
    if not where.startswith(("https://", *LOOPBACK)):
        raise Misconfigured("the environment variable OIDC_JWKS_URL is not an https URL")
    if not audience:
        raise Misconfigured("the environment variable OIDC_AUDIENCE is not set")
    return Issuer(url, audience, where)
