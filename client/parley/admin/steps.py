"""What is too long for one call: pages, and steps that go on where the one before ended."""

import secrets
import time
from collections.abc import Iterator
from typing import Any, Protocol

# How often a hole that is still young is looked at again, a second apart.
YOUNG = 15


class Asks(Protocol):
    """Whoever answers requests."""

    def ask(self, request: dict[str, Any]) -> dict[str, Any]: ...


def answers(function: Asks, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every answer to a request until there is nothing more to do; all of it is one deed, under one id."""
    young, request = 0, {"id": secrets.token_urlsafe(12), **request}
    while True:
        answer = function.ask(request)
        yield answer
        match request["verb"]:
            case "exportUser" | "eraseUser":
                if answer["done"]:
                    return
                request = {name: value for name, value in request.items() if name != "anew"}
                time.sleep(answer.get("wait", 0))
            case "redrive" | "verify":
                if not answer["more"]:
                    return
                request = _behind(request, answer.get("through"))
            case "seal":
                young = young + 1 if answer["young"] else 0
                if not answer["more"] or young > YOUNG:
                    return
                if answer["young"]:
                    time.sleep(1)
                request = _behind(request, answer["through"])
            case _:
                if not answer.get("after") or request["verb"] in ("room", "user"):
                    return
                request = _behind(request, answer["after"])


def _behind(request: dict[str, Any], place: Any) -> dict[str, Any]:
    return request if place is None else {**request, "after": place}
