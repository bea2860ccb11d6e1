"""The conditions of a Logs Insights query, after `filter`.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
"""

import re
from collections.abc import Callable

from tests.parts.insights_fields import Event, number

Test = Callable[[Event], bool]

TOKEN = re.compile(r'\s*(/(?:[^/\\]|\\.)*/|"[^"]*"|`[^`]*`|[\w@.-]+|[<>!]=|[=<>(),*])')
COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
}


def condition(text: str) -> Test:
    """Whether an event meets it; a field that is not there meets nothing."""
    words = _Words(text)
    test = _either(words)
    words.end()
    return test


class _Words:
    """The words of a condition, one after the other."""

    def __init__(self, text: str) -> None:
        self._words: list[str] = []
        at = 0
        while at < len(text):
            word = TOKEN.match(text, at)
            if not word:
                raise SyntaxError(f"not understood: {text[at:]!r}")
            self._words.append(word[1])
            at = word.end()

    def next(self, *wanted: str) -> str:
        word = self._words.pop(0)
        if wanted and word not in wanted:
            raise SyntaxError(f"{word!r} instead of {' or '.join(wanted)}")
        return word

    def takes(self, word: str) -> bool:
        """Whether this is the next; it is taken then."""
        if not self._words or self._words[0] != word:
            return False
        self._words.pop(0)
        return True

    def end(self) -> None:
        if self._words:
            raise SyntaxError(f"not understood: {self._words}")


def _either(words: _Words) -> Test:
    tests = [_all(words)]
    while words.takes("or"):
        tests.append(_all(words))
    return lambda row: any(test(row) for test in tests)


def _all(words: _Words) -> Test:
    tests = [_one(words)]
    while words.takes("and"):
        tests.append(_one(words))
    return lambda row: all(test(row) for test in tests)


def _one(words: _Words) -> Test:
    if words.takes("ispresent"):
        words.next("(")
        name = words.next()
        words.next(")")
        return lambda row: name in row
    if words.takes("("):
        test = _either(words)
        words.next(")")
        return test
    name, how, what = words.next().strip("`"), words.next("=", "!=", "like", *COMPARED), words.next()
    if how == "like":
        return lambda row: re.search(what.strip("/"), str(row.get(name, ""))) is not None
    if how in COMPARED:
        return lambda row: name in row and COMPARED[how](number(row[name]), float(what))
    return lambda row: name in row and (str(row[name]) == what.strip('"')) == (how == "=")
