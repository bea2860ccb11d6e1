"""Texts for the ear."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.speech import HEARD, aloud, slug, spoken


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("hello\n  world\t!", "hello world !"),
        ("see https://example.com/?a=1&b=2 now", "see a link now"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("</p></speak>", "&lt;/p&gt;&lt;/speak&gt;"),
        ("well done 🎉", "well done"),
        ("🎉", "something that has no words"),
        ("\u202eabc", "abc"),
    ],
)
def test_what_is_written_is_read_and_not_obeyed(text: str, heard: str) -> None:
    assert aloud(text) == heard


def test_nobody_listens_for_ever() -> None:
    assert aloud("é" * 1_000) == "é" * HEARD + " and so on"


@given(st.lists(st.text()))
def test_any_text_makes_ssml_that_says_it_and_commands_nothing(texts: list[str]) -> None:
    made = ElementTree.fromstring(spoken(aloud(text) for text in texts))
    assert made.tag == "speak"
    assert [(paragraph.tag, len(paragraph)) for paragraph in made] == [("p", 0)] * len(texts)


@pytest.mark.parametrize(
    ("said", "room"),
    [("General Chat", "general-chat"), ("general", "general"), (" alerts  red ", "alerts-red"), ("a_b", "a-b")],
)
def test_a_room_is_called_as_it_is_spoken(said: str, room: str) -> None:
    assert slug(said) == room


@pytest.mark.parametrize("said", ["***", "!"])
def test_what_is_no_name_stays_what_it_is_so_that_no_room_is_meant(said: str) -> None:
    assert slug(said) == said
