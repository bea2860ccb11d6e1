"""Names that people type and read: of rooms, of users, of messages. Pure."""

import re
from collections.abc import Iterable

from ..entries import User
from .harmless import harmless_line
from .typeset import short

EVERYONE = "room"
NUMBER = re.compile(r"#(\d{1,15})(?:\s+|$)")


def label(room: str, peer: User | None) -> str:
    """How a room is called: a direct one by the other of the two."""
    return f"@{short(peer)}" if peer else harmless_line(room)


def addressed(text: str, users: Iterable[User]) -> tuple[User, str] | None:
    """The user whom a text begins with, and the rest: the longest name that fits, or the user's id."""
    text = text.removeprefix("@")
    best: tuple[User, str] | None = None
    for user in users:
        for name in (user.name, user.user):
            rest = text[len(name) :]
            if text[: len(name)].casefold() == name.casefold() and (not rest or rest[0].isspace()):
                best = min(best or (user, rest), (user, rest), key=lambda found: len(found[1]))
    return best and (best[0], best[1].strip())


def mentioned(text: str, users: Iterable[User]) -> list[str]:
    """The users whom a text names after an @, and "room"."""
    known, found = list(users), dict[str, None]()
    for at in re.finditer(r"(?<!\w)@", text):
        rest = text[at.end() :]
        words = re.match(r"\w+", rest)
        for user in known:
            name = user.name
            if name and rest.casefold().startswith(name.casefold()) and not re.match(r"\w", rest[len(name) :]):
                found[user.user] = None
        if words and words[0].casefold() == EVERYONE:
            found[EVERYONE] = None
    return list(found)


def numbered(text: str) -> tuple[int | None, str]:
    """The number of a message that a text begins with, such as #45, and the rest."""
    match = NUMBER.match(text)
    return (int(match[1]), text[match.end() :].strip()) if match else (None, text)
