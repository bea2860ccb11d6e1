"""The rules: links, words, repetition."""

import json
from typing import Any

import pytest

from errors import Misconfigured
from inspection import rules
from inspection.rules import FILE, Rules, read

NOW = 1_790_000_000_000


def made(links: dict[str, Any] | None = None, words: list[str] | None = None, **repetition: int) -> Rules:
    return read(
        {
            "links": {"most": 2, "only": [], "never": []} | (links or {}),
            "words": words or [],
            "repetition": {"character": 10, "word": 3, "message": 100} | repetition,
        }
    )


def reason(it: Rules, text: str) -> str:
    return it.reason("guest:ana", text, NOW)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("hello", True),
        ("https://a.example and http://b.example", True),
        ("https://a.example http://b.example www.c.example", False),
        ("HTTPS://a.example hTTp://b.example wWw.c.example", False),
        ("ｈｔｔｐｓ://a.example http://b.example www.c.example", False),
        ("a.example and b.example and c.example", True),
    ],
)
def test_a_message_has_so_many_links(text: str, fits: bool) -> None:
    assert (reason(made(), text) == "") == fits


@pytest.mark.parametrize(
    ("links", "text", "fits"),
    [
        ({"never": ["bad.example"]}, "https://bad.example/x", False),
        ({"never": ["bad.example"]}, "www.bad.example", False),
        ({"never": ["bad.example"]}, "https://ana@BAD.example:8443/", False),
        ({"never": ["bad.example"]}, "https://bad\u200b.example/", False),
        ({"never": ["bad.example"]}, "https://notbad.example/?bad.example", True),
        ({"only": ["good.example"]}, "https://docs.good.example/", True),
        ({"only": ["good.example"]}, "https://good.example.bad.example/", False),
        ({"only": ["good.example"]}, "no link at all", True),
        ({"only": ["good.example"]}, "https://[::1", False),
    ],
)
def test_links_lead_where_the_deployment_wants(links: dict[str, Any], text: str, fits: bool) -> None:
    assert (reason(made(links), text) == "") == fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a Quux!", False),
        ("QUUX", False),
        ("ｑｕｕｘ", False),
        ("qu\u200bux", False),
        ("qu\u00adux", False),
        ("quuxotic", True),
        ("straße", False),
        ("STRASSE", False),
        ("qu ux", True),
    ],
)
def test_words_are_whole_and_of_any_case_and_form(text: str, fits: bool) -> None:
    assert (reason(made(words=["quux", "Straße"]), text) == "") == fits


def test_nobody_repeats_themselves_in_a_message() -> None:
    it = made()
    assert reason(it, "!" * 10) == "" != reason(it, "!" * 11)
    assert reason(it, "no, No. NO!") == "" != reason(it, "no, No. NO! no")
    assert reason(it, "the cat, the dog, the bird, the fish") == ""


def test_nobody_says_the_same_all_the_time_and_everybody_may_say_it() -> None:
    it = made(message=3)
    said = [it.reason("guest:ana", text, NOW) for text in ("buy", "Buy", "buy\u200b", "buy")]
    assert [bool(one) for one in said] == [False, False, False, True]
    assert it.reason("guest:bo", "buy", NOW) == it.reason("guest:ana", "sell", NOW) == ""
    assert it.reason("guest:ana", "buy", NOW + rules.MINUTE_MS) == ""


def test_no_reason_repeats_what_was_said() -> None:
    it = made({"never": ["bad.example"]}, ["quux"])
    for text in ("https://bad.example", "quux", "xyzzy " * 4, "z" * 20):
        told = reason(it, text)
        assert told and not any(word in told for word in ("bad.example", "quux", "xyzzy", "zz"))


def test_the_rules_that_are_deployed_are_rules_and_let_people_talk() -> None:
    it = read(json.loads(FILE.read_text()))
    for text in ("hello", "https://example.com", "aaaaargh", "ha ha ha ha ha", "-" * 60, "👍👍👍"):
        assert reason(it, text) == ""


@pytest.mark.parametrize(
    "wrong",
    [{}, {"words": "quux"}, {"words": [7]}, {"links": {"most": -1, "only": [], "never": []}}, {"repetition": {}}],
)
def test_rules_that_are_none_are_named(wrong: dict[str, Any]) -> None:
    right = json.loads(FILE.read_text())
    with pytest.raises(Misconfigured, match=r"rules\.json"):
        read(right | wrong if wrong else {})
