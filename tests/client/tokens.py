"""Tokens whose signature nobody reads here."""

import time
from collections.abc import Iterator
from typing import Any

import jwt

KEY = "the peer does not check it, and a client cannot"


def token(seconds: float = 3600, number: int = 0, name: str = "Ana", skewed: float = 0) -> str:
    """A token that lives so long, by a clock that is wrong by so much."""
    now = time.time() + skewed
    said = {"sub": "u-1", "name": name, "iat": now, "exp": now + seconds, "jti": str(number)}
    return jwt.encode(said, KEY, "HS256")


class Tokens:
    """Gives the next of these each time, and raises what is an error; `asked` tells for what."""

    def __init__(self, *issued: str | Exception) -> None:
        self.asked: list[bool] = []
        self._issued: Iterator[str | Exception] = iter(issued)

    async def __call__(self, fresh: bool) -> str:
        self.asked.append(fresh)
        given = next(self._issued)
        if isinstance(given, Exception):
            raise given
        return given


def numbers(brought: list[Any]) -> list[int]:
    """Which tokens these are."""
    return [int(jwt.decode(each, options={"verify_signature": False})["jti"]) for each in brought]
