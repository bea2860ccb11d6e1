"""How things look in 80 columns, and in fewer."""

import os
import time
from collections.abc import Iterator

import pytest

from parley.entries import Message, User
from parley.terminal.typeset import Typeset, names


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(os.environ, "TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def message(text: str, name: str = "Ana") -> Message:
    return Message(room="general", seq=1, id="id", sender=User("guest:ana", name), text=text, at=1790000000000)


def test_a_message() -> None:
    assert Typeset().message(message("hello")) == "14:13 Ana: hello"
    assert Typeset().message(message("hello"), room=True) == "14:13 [general] Ana: hello"
    assert Typeset().day(message("hello")) == "- Monday, 21 September 2026"


def test_further_lines_stand_under_the_text() -> None:
    assert Typeset(24).message(message("one two three\nfour")) == "14:13 Ana: one two three\n           four"


def test_a_long_name_leaves_room_for_the_text() -> None:
    shown = Typeset(40).message(message("hello there", "N" * 64))
    assert shown == "14:13 " + "N" * 23 + "…: hello\n      there"


def test_colours() -> None:
    shown = Typeset(80, True).message(message("hello"))
    assert shown.startswith("\x1b[2m14:13\x1b[0m \x1b[1;3") and shown.endswith("mAna\x1b[0m: hello")
    assert Typeset(80, True).note("back") == "\x1b[2m- back\x1b[0m"


def test_notes_and_names_are_harmless() -> None:
    assert Typeset().note("\x1b[2J") == "- ␛[2J"
    assert names([User("guest:b", "B\x07"), User("guest:a", "A\n")]) == "A␊, B␇"
