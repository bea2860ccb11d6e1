"""The manner of request and response: somebody waits, and every error has its HTTP status.

Without Powertools' resolvers: the gateway in front has routed already, and importing them takes longer than an answer.
https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
"""

import json
import math
import time
from collections.abc import Callable
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent
from aws_lambda_powertools.utilities.typing import LambdaContext

import frames
import journal
import metrics
from chat import webhook
from chat.speaking import Said, prepare, speak
from doors import Event, deadline_of, known
from errors import BadFrame, Busy

STATUSES = {
    "bad_frame": 400,
    "unknown_action": 400,
    "expired": 401,
    "forbidden": 403,
    "not_joined": 403,
    "not_found": 404,
    "id_reused": 409,
    "too_large": 413,
    "rate_limited": 429,
    "internal": 500,
    "busy": 503,
}

Answer = dict[str, Any]
Content = dict[str, Any]
Door = Callable[[Event, LambdaContext], Answer]
E = TypeVar("E", bound=BaseProxyEvent)


def answering_door(kind: str, reads: Callable[[Event], E], work: Callable[[E, float], tuple[int, Content]]) -> Door:
    """A door for requests: `work` says with what status and content they are answered, or raises one of our errors."""

    def handler(event: Event, context: LambdaContext) -> Answer:
        began = time.monotonic()
        try:
            status, content = work(reads(event), deadline_of(context))
        except Exception as failure:
            status, content = _refusal(failure)
        milliseconds = round((time.monotonic() - began) * 1000, 1)
        outcome = content.get("code", "done")
        if outcome != "done":
            metrics.count_of("error", outcome)
        request = (event.get("requestContext") or {}).get("requestId")
        journal.write(kind, status=status, outcome=outcome, milliseconds=milliseconds, request=request)
        return _answer(status, content)

    return handler


def webhook_door(
    kind: str, reads: Callable[[Event], E], room: Callable[[E], str], identity: Callable[[E], str]
) -> Door:
    """A door for webhooks: what a tool posts is said, and the tool is told where."""

    def work(event: E, deadline: float) -> tuple[int, Content]:
        hook = webhook.read(event.headers.get("Content-Type") or "", body_of(event))
        for message in speak([prepare(kind, Said(identity(event), hook.text, room(event), hook.name))], deadline):
            return 202, {"room": message.room, "seq": message.seq}
        raise Busy("it was not said, try again")

    return answering_door(kind, reads, work)


def body_of(event: BaseProxyEvent) -> str:
    """A request's body, BadFrame where it is no text."""
    try:
        return event.decoded_body or ""
    except ValueError:
        raise BadFrame("the body is UTF-8") from None


def key_of(event: BaseProxyEvent) -> str:
    """What the caller calls this request, however often it is sent; empty where they do not say."""
    return str(event.headers.get("Idempotency-Key") or "").strip()


def _refusal(error: Exception) -> tuple[int, Content]:
    failure = known(error)
    return STATUSES[failure.code], frames.error(failure)


def _answer(status: int, content: Content) -> Answer:
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    if content.get("retry"):
        headers["Retry-After"] = str(math.ceil(content.get("retryAfter", 1000) / 1000))
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return {"statusCode": status, "headers": headers, "body": body, "isBase64Encoded": False}
