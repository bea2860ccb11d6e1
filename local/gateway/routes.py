"""Which route a message takes.

https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
"""

import json
import re
from collections.abc import Collection

CONNECT, DISCONNECT, DEFAULT = "$connect", "$disconnect", "$default"

_PATH = r"request\.body((?:\.[\w-]+|\[\d+\])*)"
_VARIABLE = re.compile(rf"\\\$|\$\{{{_PATH}\}}|\${_PATH}")
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]")


def selected(expression: str, body: str, keys: Collection[str]) -> str | None:
    """The key of the route that this message takes: exactly matched, else `$default`, else none at all."""
    key = _evaluated(expression, body)
    # The two life-cycle routes belong to the gateway: no client can call them by name.
    if key in keys and key not in (CONNECT, DISCONNECT):
        return key
    return DEFAULT if DEFAULT in keys else None


def _evaluated(expression: str, body: str) -> str | None:
    try:
        message = json.loads(body, parse_constant=_not_json)
        return _VARIABLE.sub(lambda found: _value(found, message), expression)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _value(found: re.Match[str], message: object) -> str:
    if found[0] == "\\$":
        return "$"
    for name, index in _STEP.findall(found[1] or found[2] or ""):
        message = message[name] if name else message[int(index)]  # type: ignore[index]
    return message if isinstance(message, str) else json.dumps(message)


def _not_json(word: str) -> object:
    raise ValueError(f"{word} is no JSON")
