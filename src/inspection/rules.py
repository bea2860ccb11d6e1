"""The rules of rules.json, beside this file: links, words and repetition.

links.most              how many links a message has at most
links.only, never       the only hosts that links lead to, unless it is empty, and those that none leads to;
                        a host stands for its subdomains too
words                   what nobody says, as whole words, whatever their case and Unicode form
repetition.character    how often one character comes in a row at most
repetition.word         how often one word comes in a row at most
repetition.message      how often a user says the same in a minute at most, as far as one process has seen
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from errors import Misconfigured
from flow import Flow

FILE = Path(__file__).with_name("rules.json")
MINUTE_MS = 60_000

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Rules:
    """What a message may be; `said` is what this process has heard from whom."""

    most_links: int
    only: tuple[str, ...]
    never: tuple[str, ...]
    words: frozenset[str]
    character: int
    word: int
    said: Flow

    def reason(self, user: str, text: str, now: int) -> str:
        """Why a user may not say this now; empty where they may."""
        plain = folded(text)
        hosts = [_host(link) for link in _LINK.findall(plain)]
        if len(hosts) > self.most_links:
            return f"a message has {self.most_links} links at most"
        if any(_leads(host, self.never) or (self.only and not _leads(host, self.only)) for host in hosts):
            return "links do not lead there"
        if self.words.intersection(_WORD.findall(plain)):
            return "one of its words is not said here"
        if self._repeats(plain) or self._says_again(user, plain, now):
            return "it repeats itself"
        return ""

    def _repeats(self, plain: str) -> bool:
        return _longest_run(plain) > self.character or _longest_run(_WORD.findall(plain)) > self.word

    def _says_again(self, user: str, plain: str, now: int) -> bool:
        return self.said.take(hashlib.sha256(f"{user}\n{plain}".encode()).hexdigest(), now) > 0


@cache
def rules() -> Rules:
    """The rules of this deployment; Misconfigured names what is wrong with them."""
    return read(json.loads(FILE.read_text("utf-8")))


def read(given: Mapping[str, Any]) -> Rules:
    """Rules from any mapping."""
    try:
        links, repetition = given["links"], given["repetition"]
        most, character, word, message = (
            _count(part[name])
            for part, name in (
                (links, "most"), (repetition, "character"), (repetition, "word"), (repetition, "message"),
            )
        )  # fmt: skip
        only, never, words = (_list(part) for part in (links["only"], links["never"], given["words"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Misconfigured(f"rules.json: {error}") from None
    said = Flow(max(message, 1), MINUTE_MS // max(message, 1))
    return Rules(most, only, never, frozenset(words), character, word, said)


def folded(text: str) -> str:
    """A text without what makes the same words look different: case, form, and characters that nobody sees."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in plain if unicodedata.category(character) != "Cf")


def _longest_run(things: Iterable[str]) -> int:
    return max((sum(1 for _ in same) for _, same in groupby(things)), default=0)


def _host(link: str) -> str:
    try:
        return urlsplit(link if "://" in link else f"https://{link}").hostname or ""
    except ValueError:
        return ""


def _leads(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is not how many")
    return value


def _list(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{value!r} is not a list of strings")
    return tuple(folded(one) for one in value)
