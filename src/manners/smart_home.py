"""The manner of an Alexa smart home skill: a directive comes, and exactly one event answers it.

https://developer.amazon.com/en-US/docs/alexa/smarthome/smart-home-skill-api-message-guide.html
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import journal
import metrics
from doors import Event, deadline_of, logger
from errors import BadFrame, Internal, ParleyError

VERSION = "3"

# https://developer.amazon.com/en-US/docs/alexa/device-apis/alexa-errorresponse.html
ERRORS = {"bad_frame": "INVALID_DIRECTIVE", "forbidden": "NO_SUCH_ENDPOINT", "not_found": "NO_SUCH_ENDPOINT"}


@dataclass(frozen=True)
class Directive:
    """What Alexa wants, of which endpoint; `id` is the message's own. The user's token is not looked at."""

    wish: tuple[str, str]
    id: str
    endpoint: str
    correlation: str


@dataclass(frozen=True)
class Reported:
    """How a property of an endpoint is now."""

    interface: str
    name: str
    value: Any


@dataclass(frozen=True)
class Answer:
    """The event that answers a directive."""

    namespace: str
    name: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    properties: Sequence[Reported] = ()


Verb = Callable[[Directive, float], Answer]


def smart_home_door(verbs: Mapping[tuple[str, str], Verb]) -> Callable[[Event, LambdaContext], dict[str, Any]]:
    """A door for a smart home skill: each directive has its verb, and whatever goes wrong is an ErrorResponse."""

    def handler(event: Event, context: LambdaContext) -> dict[str, Any]:
        directive = _directive(event)
        answer = _answer(directive, verbs, deadline_of(context))
        journal.write("smart home")
        return _event(directive, answer)

    return handler


def _directive(event: Event) -> Directive | None:
    """What the event asks; None where it is no directive of our version."""
    try:
        asked = event["directive"]
        header = asked["header"]
        if header["payloadVersion"] != VERSION:
            return None
        endpoint = (asked.get("endpoint") or {}).get("endpointId", "")
        return Directive(
            (str(header["namespace"]), str(header["name"])),
            str(header["messageId"]),
            str(endpoint),
            str(header.get("correlationToken", "")),
        )
    except (AttributeError, KeyError, TypeError):
        return None


def _answer(directive: Directive | None, verbs: Mapping[tuple[str, str], Verb], deadline: float) -> Answer:
    try:
        if directive is None or directive.wish not in verbs:
            raise BadFrame("there is no such directive here")
        metrics.note("wish", ".".join(directive.wish))
        return verbs[directive.wish](directive, deadline)
    except ParleyError as failure:
        metrics.count_of("error", failure.code)
        logger.warning("smart home", outcome=failure.code, reason=str(failure))
        message = "something went wrong on our side" if isinstance(failure, Internal) else str(failure)
        return _error(ERRORS.get(failure.code, "INTERNAL_ERROR"), message)
    except Exception:
        journal.failed("a smart home skill failed")
        return _error("INTERNAL_ERROR", "something went wrong on our side")


def _error(kind: str, message: str) -> Answer:
    return Answer("Alexa", "ErrorResponse", {"type": kind, "message": message})


def _event(directive: Directive | None, answer: Answer) -> dict[str, Any]:
    header = {
        "namespace": answer.namespace,
        "name": answer.name,
        "messageId": str(uuid.uuid4()),
        "payloadVersion": VERSION,
    }
    if directive and directive.correlation:
        header["correlationToken"] = directive.correlation
    event: dict[str, Any] = {"header": header, "payload": dict(answer.payload)}
    if directive and directive.endpoint:
        event["endpoint"] = {"endpointId": directive.endpoint}
    if not answer.properties:
        return {"event": event}
    return {"event": event, "context": {"properties": [_property(one) for one in answer.properties]}}


def _property(reported: Reported) -> dict[str, Any]:
    return {
        "namespace": reported.interface,
        "name": reported.name,
        "value": reported.value,
        "timeOfSample": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "uncertaintyInMilliseconds": 1_000,
    }
