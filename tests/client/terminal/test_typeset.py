"""How things look in 80 columns, and in fewer."""

import os
import time
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from parley.entries import File, Message, Reaction, User
from parley.terminal.harmless import width
from parley.terminal.typeset import Typeset, names


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(os.environ, "TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def message(text: str, name: str = "Ana", **more: Any) -> Message:
    sender = User("guest:ana", name)
    return Message(room="general", seq=7, id="id", sender=sender, text=text, at=1790000000000, **more)


def test_a_message() -> None:
    assert Typeset().message(message("hello")) == "14:13 #7 Ana: hello"
    assert Typeset().message(message("hello"), where="lounge") == "14:13 #7 [lounge] Ana: hello"
    assert Typeset().message(message("hello"), for_you=True) == "14:13 #7 Ana @you: hello"
    assert Typeset().day(message("hello")) == "- Monday, 21 September 2026"


def test_further_lines_stand_under_the_text() -> None:
    assert Typeset(28).message(message("one two three\nfour")) == "14:13 #7 Ana: one two three\n              four"


def test_a_long_name_leaves_room_for_the_text() -> None:
    shown = Typeset(40).message(message("hello there", "N" * 64))
    assert shown == "14:13 #7 " + "N" * 23 + "…:\n         hello there"
    assert all(width(line) <= 40 for line in shown.split("\n"))


def test_colours() -> None:
    shown = Typeset(80, True).message(message("hello"))
    assert shown.startswith("\x1b[2m14:13 #7\x1b[0m \x1b[1;3") and shown.endswith("mAna\x1b[0m: hello")
    assert Typeset(80, True).note("back") == "\x1b[2m- back\x1b[0m"
    shown = Typeset(80, True).message(message("hello"), for_you=True)
    assert shown.endswith("\x1b[1;33m @you\x1b[0m: \x1b[1mhello\x1b[0m")


def test_what_became_of_a_message_stands_with_it() -> None:
    assert Typeset().message(message("hello", edited=9)) == "14:13 #7 Ana: hello (edited)"
    assert Typeset().message(message("", erased=9)) == "14:13 #7 Ana: (erased)"
    reactions = (Reaction("👍", 2, ("a", "b")), Reaction("🎉", 1, ("a",)))
    file = File("cat\x1b.png", "image/png", 48213)
    shown = Typeset().message(message("my cat", reactions=reactions, replies=1, file=file))
    assert shown.split("\n")[1] == " " * 14 + "[cat␛.png, 48 KB: /link #7]  👍 2  🎉 1  [1 reply: /thread #7]"


@pytest.mark.parametrize(("size", "told"), [(1, "1 bytes"), (25_000_000, "25.0 MB"), (999_999, "1.0 MB")])
def test_sizes(size: int, told: str) -> None:
    assert told in Typeset().message(message("", file=File("a", "b", size)))


def test_above_an_answer_stands_what_it_answers_in_one_line() -> None:
    first = message("who is in?\nand when? " + "w" * 80)
    shown = Typeset(40).message(message("me", reply=7), answered=first)
    quote, answer = shown.split("\n")
    assert quote == "      ╭ #7 Ana: who is in? and when? ww…" and width(quote) == 40
    assert answer == "14:13 #7 Ana: me"


@settings(deadline=None)
@given(st.text("ab 日\n🎉", max_size=200), st.text("nN日", min_size=1, max_size=30), st.integers(34, 90), st.booleans())
def test_no_line_is_wider_than_the_window(text: str, name: str, columns: int, for_you: bool) -> None:
    one = message(text, name, reactions=(Reaction("👍", 2, ()),) * 9, replies=3)
    shown = Typeset(columns).message(one, where="a-room", for_you=for_you, answered=one)
    assert all(width(line) <= columns for line in shown.split("\n"))


def test_notes_and_names_are_harmless() -> None:
    assert Typeset().note("\x1b[2J") == "- ␛[2J"
    assert names([User("guest:b", "B\x07"), User("guest:a", "A\n")]) == "A␊, B␇"
