"""What goes over the wire: a request as text."""

import json
from typing import Any

from .entries import User
from .errors import ParleyError

# API Gateway ends the connection (1009) for a larger frame, and would do so at every attempt.
LARGEST_FRAME = 32 * 1024

Request = dict[str, Any]


def request(action: str, **fields: Any) -> Request:
    """A request with the fields that have a value."""
    return {"action": action} | {name: value for name, value in fields.items() if value is not None}


def encode(request: Request) -> str:
    """The text frame of a request; raises ParleyError for what can only break the line."""
    text = json.dumps(request, ensure_ascii=False, separators=(",", ":"))
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise ParleyError("this text has half a character in it (a lone surrogate)", "bad_frame") from None
    if size > LARGEST_FRAME:
        raise ParleyError("this is too large to send: a text has 8,192 bytes at most", "too_large")
    return text


def user_id(user: User | str) -> str:
    """What identifies a user."""
    return user.user if isinstance(user, User) else user
