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
    """The issuer of the settings, None without one; keys come over TLS, or from this machine.

    `{pool}` in their URL is the last part of the issuer's name: who deploys a user pool does not know it before.
    """
    if not url:
        return None
    name = url.rstrip("/")
    where = keys_url.replace("{pool}", name.rpartition("/")[2]) or f"{name}/.well-known/jwks.json"
    if not where.startswith(("https://", *LOOPBACK)):
        raise Misconfigured("the environment variable OIDC_JWKS_URL is not an https URL")
    if not audience:
        raise Misconfigured("the environment variable OIDC_AUDIENCE is not set")
    return Issuer(url, audience, where)
