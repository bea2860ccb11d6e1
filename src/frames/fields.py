"""What the fields of a request may hold: each check returns the value, or raises BadFrame or TooLarge."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from errors import BadFrame, TooLarge

TEXT_BYTES = 8 * 1024
LAST_SEQ = 10**12 - 1
MENTIONS = 20
# Escaped as JSON: with these, a message still fits into any page that has it.
MENTIONS_BYTES = 4 * 1024
REACTION_BYTES = 32
TOKEN_BYTES = 8 * 1024
# A user is how they came, a colon, and up to 512 bytes.
USER_BYTES = 600

Check = Callable[[object], Any]

_ROOM = re.compile(r"[a-z0-9-]{1,64}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# https://www.rfc-editor.org/rfc/rfc7515#section-7.1
_TOKEN = re.compile(r"[A-Za-z0-9_=.-]+")
_EPOCH = re.compile(r"[A-Za-z0-9]{1,32}")
# Controls and lone surrogates; then also line and paragraph separators.
_CONTROLS = ("Cc", "Cs")
_UNSEEN = (*_CONTROLS, "Zl", "Zp")
# What joins and varies other characters, and shows nothing by itself.
_JOINING = ("Cf", "Mn", "Me")
_OVERRIDES = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def is_room(value: str) -> bool:
    """Whether a room can have this name."""
    return _ROOM.fullmatch(value) is not None


def is_id(value: str) -> bool:
    """Whether a request, and so a message, can have this id."""
    return _ID.fullmatch(value) is not None


def room(value: object) -> str:
    """A room's name."""
    if not isinstance(value, str) or not is_room(value):
        raise BadFrame("room is 1 to 64 of a-z, 0-9 and -")
    return value


def room_or_nothing(value: object) -> str:
    """The beginning of a room's name."""
    return "" if value == "" else room(value)


def id_(value: object) -> str:
    """The id of a request."""
    if not isinstance(value, str) or not is_id(value):
        raise BadFrame("id is 1 to 64 of A-Z, a-z, 0-9, _ and -")
    return value


def epoch(value: object) -> str:
    """A life of a room."""
    if not isinstance(value, str) or not _EPOCH.fullmatch(value):
        raise BadFrame("epoch is the one that joined gave")
    return value


def text(value: object) -> str:
    """What somebody says, byte for byte."""
    if not isinstance(value, str):
        raise BadFrame("text is a string")
    if _bytes(value) > TEXT_BYTES:
        raise TooLarge("text is 8,192 bytes of UTF-8 at most")
    if not value.strip():
        raise BadFrame("text is more than white space")
    if any(unicodedata.category(character) in _CONTROLS and character not in "\n\t" for character in value):
        raise BadFrame("text has no control characters but newline and tab")
    return value


def user(value: object) -> str:
    """Somebody, as `from` names them."""
    if not isinstance(value, str) or not 1 <= _bytes(value) <= USER_BYTES or any(map(_is_unseen, value)):
        raise BadFrame("a user is what `from` and `roster` call them")
    return value


def token(value: object) -> str:
    """A token as it is signed; whether it holds is for others to say."""
    if not isinstance(value, str) or not 1 <= len(value) <= TOKEN_BYTES or not _TOKEN.fullmatch(value):
        raise BadFrame("token is the issuer's, as it is signed: 8 KB of ASCII at most")
    return value


def mentions(value: object) -> tuple[str, ...]:
    """Users, each once, or everyone in the room."""
    if not isinstance(value, list) or len(value) > MENTIONS:
        raise BadFrame(f"mentions is a list of {MENTIONS} users at most")
    users = tuple(dict.fromkeys(user(one) for one in value))
    if len(json.dumps(users, ensure_ascii=False).encode()) > MENTIONS_BYTES:
        raise BadFrame(f"mentions are {MENTIONS_BYTES:,} bytes at most")
    return users


def reaction(value: object) -> str:
    """An emoji, however many code points it is made of."""
    if not isinstance(value, str) or not 1 <= _bytes(value) <= REACTION_BYTES:
        raise BadFrame(f"reaction is 1 to {REACTION_BYTES} bytes")
    if any(map(_is_no_emoji, value)) or all(unicodedata.category(character) in _JOINING for character in value):
        raise BadFrame("reaction is an emoji")
    return value


def flag(name: str) -> Check:
    """Yes or no."""

    def check(value: object) -> bool:
        if not isinstance(value, bool):
            raise BadFrame(f"{name} is true or false")
        return value

    return check


def one_of(name: str, choices: Iterable[str]) -> Check:
    """One of a closed list."""
    known = tuple(choices)

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise BadFrame(f"{name} is one of {', '.join(known)}")
        return value

    return check


def line(name: str, longest: int, shortest: int = 0) -> Check:
    """One line of text: no controls, no line breaks, and nothing that turns its direction around."""

    def check(value: object) -> str:
        if not isinstance(value, str) or not shortest <= len(value.strip()) or len(value) > longest:
            raise BadFrame(f"{name} is {shortest} to {longest} characters")
        if any(_is_unseen(character) or _turns(character) for character in value):
            raise BadFrame(f"{name} is one line without controls")
        return value.strip()

    return check


def whole(name: str, lowest: int, highest: int) -> Check:
    """A whole number in a range."""

    def check(value: object) -> int:
        # True is an int to Python, and no number to JSON.
        if type(value) is not int or not lowest <= value <= highest:
            raise BadFrame(f"{name} is a whole number from {lowest} to {highest}")
        return value

    return check


def seq(name: str, lowest: int = 1) -> Check:
    """A place in a room's log."""
    return whole(name, lowest, LAST_SEQ)


def _bytes(value: str) -> int:
    """How long a string is in UTF-8, and in what Python makes of lone surrogates: these are refused later."""
    return len(value.encode("utf-8", "surrogatepass"))


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def _turns(character: str) -> bool:
    return unicodedata.bidirectional(character) in _OVERRIDES


def _is_no_emoji(character: str) -> bool:
    # The information sign is an emoji, and to Unicode a letter.
    letter = character.isalpha() and character != "\u2139"
    return letter or character.isspace() or _is_unseen(character) or _turns(character)
