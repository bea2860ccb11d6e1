"""Guests by pass: let in without having signed in, where a deployment wants them."""

from typing import Any

from config import settings
from errors import Forbidden, NotFound
from identity import Identity, guest
from models.guest_keys import guest_keys
from signin import guest_pass

# A pass that no known key has sealed may be sealed by a newer one: look again, and no more often than this.
PAUSE_SECONDS = 10.0


def issue(name: str) -> dict[str, Any]:
    """A pass for a new guest of that name; NotFound where this deployment has no guests."""
    if not settings().guest_keys:
        raise NotFound("there are no guests here")
    newest = guest_keys.newest_first()[0]
    return {"pass": guest_pass.issue(guest(name).name, newest), "seconds": guest_pass.SECONDS}


def admit(brought: str) -> Identity:
    """Who may connect by a pass, as often as they like while it is good; Forbidden otherwise."""
    try:
        found = guest_pass.read(brought, guest_keys.newest_first())
    except Forbidden:
        found = guest_pass.read(brought, guest_keys.newest_first(PAUSE_SECONDS))
    return Identity(f"pass:{found.guest}", found.name, found.until, guest=True, since=found.since)
