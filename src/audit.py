"""The audit trail: who came, who was turned away or put out, by whom, and from where. Never a text, never a token.

CloudWatch keeps it with the rest of the log; docs/security.md says how to ask for it.
"""

from typing import Any, Literal

from aws_lambda_powertools import Logger

Act = Literal[
    "connected", "refused", "signed out", "banned", "unbanned", "muted", "unmuted", "kicked", "invited", "promoted",
    "demoted",
]  # fmt: skip

# What an act of moderation is called here.
ACTS: dict[str, Act] = {
    "invite": "invited",
    "promote": "promoted",
    "demote": "demoted",
    "mute": "muted",
    "unmute": "unmuted",
    "kick": "kicked",
    "ban": "banned",
    "unban": "unbanned",
}

logger = Logger(service="audit", location=None)


def operated(verb: str, by: str, **what: Any) -> None:
    """One line: what an operator does by `parley admin`, before it is done."""
    logger.info("operated", verb=verb, by=by, **what)


def note(
    act: Act, user: str, *, by: str = "", address: str = "", room: str = "", why: str = "", until: int = 0
) -> None:
    """One line: what happened to whom, by whom where it was not themselves, and where from."""
    who: dict[str, Any] = {"user": user, "by": by or user, "address": address}
    said = who | {"room": room, "why": why, "until": until}
    logger.info(act, **{name: value for name, value in said.items() if value})
