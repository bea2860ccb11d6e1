"""JSON text frames: what comes in as an object, what goes out as bytes."""

import json
from typing import Any, NoReturn

from errors import BadFrame, ParleyError, RateLimited
from frames.fields import is_id

# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
FRAME_BYTES = 32 * 1024
PAGE_BYTES = 28 * 1024


def parse(body: object, is_base64: bool = False) -> dict[str, Any]:
    """The JSON object in a frame's body, or BadFrame: nothing that Python's json takes beyond JSON gets through."""
    if is_base64 or not isinstance(body, str):
        raise BadFrame("a frame is text")
    try:
        frame = json.loads(
            body, parse_constant=_refuse_number, parse_float=_refuse_number, object_pairs_hook=_without_doubles
        )
        # A lone surrogate is JSON, but neither UTF-8 nor storable.
        body.encode()
        json.dumps(frame, ensure_ascii=False).encode()
    except BadFrame:
        raise
    except (ValueError, RecursionError):
        raise BadFrame("a frame is one JSON object in UTF-8") from None
    if not isinstance(frame, dict):
        raise BadFrame("a frame is one JSON object in UTF-8")
    return frame


def id_of(frame: dict[str, Any]) -> str | None:
    """The request's id where it has a right one, so that even a refusal can carry it."""
    value = frame.get("id")
    return value if isinstance(value, str) and is_id(value) else None


def encode(frame: dict[str, Any]) -> bytes:
    """The bytes of a frame on its way out: UTF-8, unescaped, within API Gateway's frame size."""
    payload = json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()
    if len(payload) > FRAME_BYTES:
        raise AssertionError(f"an outgoing frame of {len(payload)} bytes: pages are cut before they get this far")
    return payload


def error(failure: ParleyError) -> dict[str, Any]:
    """The frame that tells a client what went wrong. What went wrong inside stays inside."""
    message = "something went wrong here, try again" if failure.code == "internal" else str(failure)
    known = isinstance(failure, RateLimited) and failure.retry_after
    after = {"retryAfter": known} if known else {}
    return {"type": "error", "code": failure.code, "retry": failure.retry, **after, "message": message}


def answer(frame: dict[str, Any], request_id: str | None) -> dict[str, Any]:
    """A frame that carries the id of the request that it answers, if that had one."""
    return frame | {"id": request_id} if request_id else frame


def fitting(items: list[dict[str, Any]], budget: int) -> int:
    """How many of these, from the first, fit into so many bytes."""
    used = 0
    for count, item in enumerate(items):
        used += len(encode(item)) + 1
        if used > budget:
            return count
    return len(items)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Python keeps the last of two equal keys; API Gateway may have routed on the first."""
    frame = dict(pairs)
    if len(frame) < len(pairs):
        raise BadFrame("a frame has each key once")
    return frame


def _refuse_number(literal: str) -> NoReturn:
    raise BadFrame("numbers are whole")
