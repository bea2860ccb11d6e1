"""What people say, looked at before it is stored, where the deployment wants that: by rules, then by its own function.

What AWS's event sources say is not looked at: who sets them up decides what they say.
"""

import logging

import metrics
from config import settings
from errors import Busy, Forbidden
from models.clock import now_ms

logger = logging.getLogger("inspecting")


def demand_fit(action: str, room: str, user: str, name: str, text: str) -> None:
    """Forbidden, with the reason, for what may not be said; where nobody can tell, what the settings say."""
    here = settings()
    if here.moderation_rules:
        _demand_by_rules(user, text)
    if here.moderation_function:
        _demand_by_function({"action": action, "room": room, "user": user, "name": name, "text": text})


def _demand_by_rules(user: str, text: str) -> None:
    # Loaded with the first message that is looked at.
    from inspection.rules import rules

    _refuse(rules().reason(user, text, now_ms()))


def _demand_by_function(event: dict[str, str]) -> None:
    from inspection import function

    try:
        reason = function.reason(event)
    except function.Unclear as unclear:
        metrics.count_of("error", "moderation")
        logger.error("the moderation function did not say: %s", unclear)
        if settings().moderation_lets_through:
            return
        raise Busy("nobody could look at it, try again") from None
    _refuse(reason)


def _refuse(reason: str) -> None:
    if reason:
        metrics.count_of("bound", "moderation")
        raise Forbidden(f"this was not said: {reason}")
