"""The settings, read once from the environment, validated and frozen. No other module reads the environment."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from errors import Misconfigured


@dataclass(frozen=True)
class Settings:
    """Where things are and what is allowed in this deployment."""

    table: str
    connections_url: str
    region: str
    guest_names: bool
    allowed_origins: frozenset[str]
    retention_days: int
    delivery_queue: str = ""
    in_lambda: bool = False
    operators: tuple[str, ...] = ()
    reserved_rooms: tuple[str, ...] = ()
    oidc_issuer: str = ""
    oidc_audience: frozenset[str] = frozenset()
    oidc_keys_url: str = ""
    guest_keys: str = ""
    moderation_rules: bool = False
    moderation_function: str = ""
    moderation_seconds: float = 1.0
    moderation_lets_through: bool = True
    stack: str = "parley"
    connections_per_user: int = 0
    arrivals_per_user: int = 0
    arrivals_per_address: int = 0


@dataclass(frozen=True)
class Source:
    """How an event source speaks: as whom, in which rooms, in what words.

    `rooms` are names, and beginnings of names that end in `*`; the first name is where it speaks unless an event says
    otherwise. `text` is a template of what the source knows ($text, $subject …); empty takes the source's own words.
    """

    name: str
    rooms: tuple[str, ...]
    text: str


def is_among(room: str, names: Iterable[str]) -> bool:
    """Whether a room is one of these names, or begins as one of those that end in `*`."""
    return any(room == name or (name.endswith("*") and room.startswith(name[:-1])) for name in names)


@dataclass(frozen=True)
class Credentials:
    """What a request to AWS is signed with; `token` is empty for keys that do not expire."""

    access_key: str
    secret_key: str = field(repr=False)
    token: str = field(repr=False)


@cache
def settings() -> Settings:
    """The settings of this process; raises Misconfigured with the name of the one that is missing or wrong."""
    return read(os.environ)


@cache
def source() -> Source:
    """How this function speaks; Misconfigured where it may not speak anywhere."""
    rooms = tuple(_required(os.environ, "SOURCE_ROOMS").replace(",", " ").split())
    return Source(_required(os.environ, "SOURCE_NAME"), rooms, os.environ.get("SOURCE_TEXT", ""))


def skill_id() -> str:
    """The Alexa skill that may ask; Misconfigured where none may."""
    return _required(os.environ, "ALEXA_SKILL_ID")


def event_bus() -> str:
    """The bus that Parley's own events go out on."""
    return _required(os.environ, "EVENT_BUS")


def uploads_bucket() -> str:
    """The bucket that people upload to."""
    return _required(os.environ, "UPLOADS_BUCKET")


def queue_url(queue: str) -> str:
    """Where one of the stack's queues is: delivery, undelivered, unsaid or inbox."""
    return _required(os.environ, f"{queue.upper()}_QUEUE_URL")


def credentials() -> Credentials:
    """The credentials of this moment: never kept, because Lambda may replace them between two invocations."""
    return Credentials(
        access_key=_required(os.environ, "AWS_ACCESS_KEY_ID"),
        secret_key=_required(os.environ, "AWS_SECRET_ACCESS_KEY"),
        token=os.environ.get("AWS_SESSION_TOKEN", ""),
    )


@cache
def trusted_roots() -> str | None:
    """The file with the roots that AWS's endpoints chain to; None where the system's are to be trusted."""
    return find_roots(os.environ, sys.path)


@cache
def public_roots() -> str | None:
    """The file with the roots that everybody trusts, which the layer has; None where the system's are to be trusted."""
    if os.environ.get("TRUSTED_ROOTS", "amazon") == "system":
        return None
    places = (Path(folder) / "botocore" / "cacert.pem" for folder in sys.path)
    return next((str(path) for path in places if path.is_file()), None)


def find_roots(environment: Mapping[str, str], folders: Iterable[str]) -> str | None:
    """Amazon's own roots lie beside the packages of the layer; where there is no layer, the system's serve."""
    wanted = environment.get("TRUSTED_ROOTS", "amazon")
    if wanted not in ("amazon", "system"):
        raise Misconfigured("the environment variable TRUSTED_ROOTS is neither amazon nor system")
    places = (Path(folder) / "amazon-roots.pem" for folder in folders)
    return next((str(path) for path in places if path.is_file()), None) if wanted == "amazon" else None


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from any mapping, so that a test needs no environment."""
    return Settings(
        table=_required(environment, "TABLE_NAME"),
        connections_url=_url(environment, "CONNECTIONS_URL"),
        region=_required(environment, "AWS_REGION"),
        guest_names=_switch(environment, "GUEST_NAMES"),
        allowed_origins=frozenset(environment.get("ALLOWED_ORIGINS", "").replace(",", " ").split()),
        retention_days=_days(environment, "RETENTION_DAYS"),
        delivery_queue=environment.get("DELIVERY_QUEUE_URL", ""),
        in_lambda="AWS_LAMBDA_FUNCTION_NAME" in environment,
        operators=_words(environment, "OPERATORS"),
        reserved_rooms=_words(environment, "RESERVED_ROOMS"),
        oidc_issuer=environment.get("OIDC_ISSUER", ""),
        oidc_audience=frozenset(_words(environment, "OIDC_AUDIENCE")),
        oidc_keys_url=environment.get("OIDC_JWKS_URL", ""),
        guest_keys=environment.get("GUEST_KEYS", ""),
        moderation_rules=_switch(environment, "MODERATION_RULES"),
        moderation_function=environment.get("MODERATION_FUNCTION", ""),
        moderation_seconds=_seconds(environment, "MODERATION_SECONDS"),
        moderation_lets_through=_lets_through(environment, "MODERATION_FAILURE"),
        stack=environment.get("STACK_NAME") or "parley",
        connections_per_user=_bound(environment, "CONNECTIONS_PER_USER"),
        arrivals_per_user=_bound(environment, "ARRIVALS_PER_USER"),
        arrivals_per_address=_bound(environment, "ARRIVALS_PER_ADDRESS"),
    )


def _required(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "")
    if not value:
        raise Misconfigured(f"the environment variable {name} is not set")
    return value


def _words(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(environment.get(name, "").replace(",", " ").split())


def _url(environment: Mapping[str, str], name: str) -> str:
    value = _required(environment, name).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Misconfigured(f"the environment variable {name} is not an http(s) URL")
    return value


def _switch(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "false")
    if value not in ("true", "false"):
        raise Misconfigured(f"the environment variable {name} is neither true nor false")
    return value == "true"


def _seconds(environment: Mapping[str, str], name: str) -> float:
    value = environment.get(name, "1")
    if not re.fullmatch(r"[0-9](\.[0-9]+)?", value, re.ASCII) or not 0.1 <= float(value) <= 5:
        raise Misconfigured(f"the environment variable {name} is not a number of seconds from 0.1 to 5")
    return float(value)


def _lets_through(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "allow")
    if value not in ("allow", "refuse"):
        raise Misconfigured(f"the environment variable {name} is neither allow nor refuse")
    return value == "allow"


def _bound(environment: Mapping[str, str], name: str) -> int:
    """A bound; 0, as where nothing is said, is none."""
    value = environment.get(name) or "0"
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Misconfigured(f"the environment variable {name} is not a number from 0 on")
    return int(value)


def _days(environment: Mapping[str, str], name: str) -> int:
    value = _required(environment, name)
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 3650:
        raise Misconfigured(f"the environment variable {name} is not a number of days from 1 to 3650")
    return int(value)
