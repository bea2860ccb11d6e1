"""Who speaks: read from the handshake once by the authorizer, and from its answer on every frame after."""

import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import metrics
from config import Settings
from errors import Expired, Forbidden
from signin import offers
from signin.issuer import issuer

PROTOCOL = "parley.v1"
NAME_LENGTH = 64
USER_BYTES = 512
# https://openid.net/specs/openid-connect-core-1_0.html#IDToken
SUBJECT_LENGTH = 255
# A name is good for as long as a connection can last, and API Gateway ends each after 2 hours.
GUEST_SECONDS = 7800
# The clocks of two services differ: https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
LEEWAY_SECONDS = 60


@dataclass(frozen=True)
class Identity:
    """Whom a handshake speaks for, until when, and since when they have been signed in (epoch seconds)."""

    user: str
    name: str
    expires: int
    guest: bool = False
    since: int = 0


@dataclass(frozen=True)
class Caller:
    """Whom a frame speaks for, and over which connection; a guest is let in without having signed in.

    `since` and `until` are of the handshake's sign-in (epoch seconds), `address` is where it comes from.
    """

    connection: str
    user: str
    name: str
    guest: bool = False
    since: int = 0
    address: str = ""
    until: int | None = None


@dataclass(frozen=True)
class Visitor:
    """Whom a request by HTTP speaks for, and since when they have been signed in: no connection belongs to it."""

    user: str
    name: str
    since: int = 0


Knows = Callable[[str], Identity]


class NoCredentials(Exception):
    """The handshake says nothing about who it is."""


def identify(event: Mapping[str, Any], settings: Settings, known: Mapping[str, Knows]) -> Identity:
    """The identity that a handshake proves: NoCredentials without any, Forbidden with a bad one, Busy in doubt.

    `known` tells by the kind of an offer who knows whom it is for, where that is not said by itself.
    """
    origins = offers.header(event, "origin")
    with _counted("origin"):
        if len(origins) > 1 or not settings.allowed_origins.issuperset(origins):
            raise Forbidden("pages of this origin may not connect")
    with _counted("unclear"):
        offer = _only(offers.offers(event))
    with _counted("origin"):
        if offer.kind != "guest" and offer.by_page and not origins:
            raise Forbidden("a page says its origin")
    with _counted(offer.kind):
        return _proven(offer, settings, known)


@contextmanager
def _counted(reason: str) -> Iterator[None]:
    """Counts the refusals inside by their reason."""
    try:
        yield
    except Forbidden:
        metrics.count_of("handshake_refused", reason)
        raise


def _only(found: list[offers.Offer]) -> offers.Offer:
    if not found:
        raise NoCredentials
    if len(found) > 1:
        raise Forbidden("more than one name or token")
    return found[0]


def _proven(offer: offers.Offer, settings: Settings, known: Mapping[str, Knows]) -> Identity:
    if offer.kind == "bearer":
        return signed_in(offer.value, settings)
    if offer.kind in known:
        return known[offer.kind](offer.value)
    if offer.kind != "guest" or not settings.guest_names:
        raise Forbidden("a name is not enough here, and a pass no more")
    return guest(offer.value)


def signed_in(brought: str, settings: Settings) -> Identity:
    """The identity that a token proves: Forbidden where it does not hold, Busy where nobody can tell."""
    trusted = issuer(settings.oidc_issuer, settings.oidc_audience, settings.oidc_keys_url)
    if trusted is None:
        raise Forbidden("this deployment takes no such authorization")
    # Loaded with the first token: a name needs none of it.
    from signin import token

    claims = token.claims(brought, trusted)
    who = person(claims)
    return Identity(who.user, who.name, int(claims["exp"]), since=who.since)


def guest(name: str) -> Identity:
    """The guest of that name; names that differ only in case, form or invisible characters are the same user."""
    shown = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(shown) <= NAME_LENGTH or any(_misleading(character) for character in shown):
        raise Forbidden(f"a name is 1 to {NAME_LENGTH} characters without controls")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())
    user = "".join(character for character in folded if unicodedata.category(character) != "Cf").strip()
    if not user or len(user.encode()) > USER_BYTES:
        raise Forbidden("a name can be seen")
    now = int(time.time())
    return Identity(f"guest:{user}", shown, now + GUEST_SECONDS, since=now)


def visitor(claims: Mapping[str, Any]) -> Visitor:
    """Who signed in, by the claims of a token that was checked: Forbidden where it is not the one about the person.

    https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
    """
    if claims.get("token_use", "id") != "id":
        raise Forbidden("the ID token says who you are, send that one")
    return person(claims)


def person(claims: Mapping[str, Any]) -> Visitor:
    """Whom a token that was checked is about; an access token may not know their name."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= SUBJECT_LENGTH:
        raise Forbidden("the ID token says who you are, send that one")
    if not all("!" <= character <= "~" for character in subject):
        raise Forbidden("a subject is printable ASCII")
    named = (claims.get(claim) for claim in ("name", "preferred_username", "cognito:username"))
    return Visitor(f"oidc:{subject}", _shown(next((str(name) for name in named if name), "")), _since(claims))


def _since(claims: Mapping[str, Any]) -> int:
    """When they proved who they are. A refreshed token says the same `auth_time`, and an `iat` of its own.

    https://openid.net/specs/openid-connect-core-1_0.html#IDToken
    """
    try:
        return int(float(claims.get("auth_time", claims.get("iat", 0))))
    except (TypeError, ValueError, OverflowError):
        return 0


def _shown(name: str) -> str:
    """A name as it may be shown; what may not be shown is no name."""
    try:
        return guest(name).name
    except Forbidden:
        return "Somebody"


def caller(event: Mapping[str, Any]) -> Caller:
    """Who sent this frame, by the authorizer's word."""
    context = event["requestContext"]
    said = context["authorizer"]
    address = context.get("identity", {}).get("sourceIp", "")
    guest = said.get("guest") == "true"
    since, until = int(said.get("since", 0)), int(said["expires"])
    return Caller(context["connectionId"], said["user"], said["name"], guest, since, address, until)


def demand_current(event: Mapping[str, Any], renewed: Callable[[Caller], int]) -> None:
    """Expired when the sign-in has ended: the handshake's, and then also the one that `renewed` tells, which costs."""
    over = time.time() - LEEWAY_SECONDS
    if int(event["requestContext"]["authorizer"]["expires"]) <= over and renewed(caller(event)) <= over:
        raise Expired("the sign-in has ended, renew it or connect again")


def agreed_protocol(event: Mapping[str, Any]) -> dict[str, Any]:
    """The header that tells a browser which of its subprotocols is spoken, never the one with a name or token in it."""
    if PROTOCOL not in offers.subprotocols(event):
        return {}
    return {"headers": {"Sec-WebSocket-Protocol": PROTOCOL}}


def _misleading(character: str) -> bool:
    """Controls, line and paragraph separators, lone surrogates, and what overrides the direction of a line."""
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(character) in (
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    )  # fmt: skip
