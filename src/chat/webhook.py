"""What tools send to a webhook: a text, alone or in the ways of the chats that they were made for. Pure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from errors import BadFrame

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Hook:
    """What a tool says, and as whom it wants to be seen; an empty name leaves that to the source."""

    text: str
    name: str = ""


def read(content_type: str, body: str) -> Hook:
    """The text in a request's body: JSON, or a form whose `payload` is JSON; BadFrame where there is none."""
    payload = _json(_payload(body) if content_type.partition(";")[0].strip().lower() == FORM else body)
    text = payload.get("text") or "\n".join(_elsewhere(payload))
    name = payload.get("username", "")
    if not isinstance(text, str) or not text.strip():
        raise BadFrame("a webhook takes an object with a text")
    return Hook(text, name if isinstance(name, str) else "")


def _payload(body: str) -> str:
    payloads = parse_qs(body, max_num_fields=20).get("payload", [])
    if len(payloads) != 1:
        raise BadFrame("a form has one payload")
    return payloads[0]


def _json(body: str) -> dict[str, Any]:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        raise BadFrame("the body is one JSON object in UTF-8") from None
    if not isinstance(payload, dict):
        raise BadFrame("the body is one JSON object in UTF-8")
    return payload


def _elsewhere(payload: dict[str, Any]) -> Iterator[str]:
    """The words of cards and blocks, without their looks."""
    for part in [*_objects(payload.get("blocks")), *_objects(payload.get("attachments"))]:
        text = part.get("text") or part.get("fallback")
        words = text.get("text") if isinstance(text, dict) else text
        if isinstance(words, str):
            yield words


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
