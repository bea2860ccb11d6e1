"""The fields of a frame, strictly: what lacks what the protocol promises raises, and `decode` makes it no frame."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from .entries import User

T = TypeVar("T")
Fields = Mapping[str, Any]
LATEST = 253_402_214_400_000  # the last day that a datetime can hold, in milliseconds


def string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def whole(value: object) -> int:
    """A whole number from 0 up; JSON's true is no number, though Python takes it for one."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def time(value: object) -> int:
    """A time in milliseconds that a calendar can show."""
    return min(whole(value), LATEST)


def strings(value: object) -> tuple[str, ...]:
    return each(string, value)


def each(kind: Callable[[Any], T], value: object) -> tuple[T, ...]:
    """Every item of a list."""
    if not isinstance(value, list):
        raise TypeError
    return tuple(kind(item) for item in value)


def user(frame: Fields) -> User:
    return User(string(frame["user"]), string(frame["name"]))


def maybe(kind: Callable[[Any], T], frame: Fields, name: str) -> T | None:
    """A field that may be absent, or null."""
    return None if frame.get(name) is None else kind(frame[name])


def request_id(frame: Fields) -> str | None:
    """The id of the request that a frame answers."""
    return maybe(string, frame, "id")
