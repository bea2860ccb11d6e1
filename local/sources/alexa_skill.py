"""Alexa skill: asks the deployed function as Alexa would, which reaches no laptop."""

import uuid
from datetime import UTC, datetime

from local.sources import Stack, call, event


def fire(stack: Stack) -> str:
    """One request, of now and with an id of its own."""
    asked = event("alexa_skill")
    asked["request"] |= {
        "requestId": f"amzn1.echo-api.request.{uuid.uuid4()}",
        "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    call(stack, "alexa_skill", asked)
    return "lambda invoke, with events/alexa_skill.json of now"
