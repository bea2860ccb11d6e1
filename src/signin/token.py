"""Whether a token holds: signed by the issuer, for this client, now."""

from collections.abc import Mapping
from typing import Any

import jwt
from jwt.exceptions import PyJWTError

from errors import Forbidden
from signin.algorithms import VERIFIERS, register
from signin.issuer import Issuer
from signin.keys import keys_at

# API Gateway takes 10,240 bytes of headers altogether.
TOKEN_BYTES = 8192
# The clocks of two services differ: https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
LEEWAY_SECONDS = 60
REQUIRED = ["iss", "sub", "exp"]
USES = ("id", "access")
# What a token can make of its readers: wrong shapes and numbers, and nesting without end.
BROKEN = (PyJWTError, ValueError, TypeError, ArithmeticError, RecursionError)

register()


def claims(token: str, issuer: Issuer) -> dict[str, Any]:
    """What a token says, once all of it is checked; Forbidden where it does not hold, Busy where nobody can tell."""
    if len(token) > TOKEN_BYTES:
        raise Forbidden("a token of more bytes than are taken")
    try:
        found = _checked(token, issuer)
    except BROKEN as error:
        # The kind of error only: its text may have something of the token in it.
        raise Forbidden(f"a token that does not hold: {type(error).__name__}") from None
    if found.get("token_use", "id") not in USES:
        raise Forbidden("a token for another use")
    if not issuer.audience & _audience(found):
        raise Forbidden("a token for another client")
    return found


def _checked(token: str, issuer: Issuer) -> dict[str, Any]:
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in VERIFIERS or not isinstance(header.get("kid"), str):
        raise Forbidden("a token without a signature that is taken, or without its key's id")
    key = keys_at(issuer.keys_url).find(header["kid"])
    if key.get("alg", header["alg"]) != header["alg"]:
        raise Forbidden("a token whose signature is not its key's")
    return jwt.decode(
        token,
        key,  # type: ignore[arg-type]  # the verifiers take it as it is in the set
        algorithms=list(VERIFIERS),
        issuer=issuer.url,
        leeway=LEEWAY_SECONDS,
        options={"require": REQUIRED, "verify_aud": False},
    )


def _audience(found: Mapping[str, Any]) -> set[str]:
    """Whom it is for; an access token of Cognito's says so in `client_id` instead.

    https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
    """
    named = found.get("aud", found.get("client_id"))
    names = named if isinstance(named, list) else [named]
    return {name for name in names if isinstance(name, str)}
