"""Keys in, lines out."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from parley.terminal.editor import KEY, NAMES, Editor, Quit
from parley.terminal.harmless import width

LEFT, RIGHT, UP, DOWN, HOME, END, DELETE = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[F", "\x1b[3~"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("hello", "hello"),
        ("hllo" + LEFT * 3 + "e", "hello"),
        ("ello" + HOME + "h" + END + "!", "hello!"),
        ("helllo" + LEFT * 2 + "\x7f", "hello"),
        ("hxello" + HOME + RIGHT + DELETE, "hello"),
        ("one two  \x17", "one "),
        ("one two" + LEFT * 3 + "\x15", "two"),
        ("one two" + LEFT * 3 + "\x0b", "one "),
        ("e\u0301x" + LEFT * 2 + "a", "ae\u0301x"),
        ("one\x1b\ntwo", "one\ntwo"),
        ("\x1b[200~one\ntwo\r\tthree\x1b[201~", "one\ntwo\n\tthree"),
        ("\x1b[99;5~a\x1bOPb\x1bxc\x00\t", "abc"),
        ("gone\x03back", "back"),
    ],
)
def test_keys(keys: str, text: str) -> None:
    editor = Editor()
    assert editor.feed(keys) == [] and editor.text == text


def test_lines_come_out_when_they_are_done() -> None:
    editor = Editor()
    assert editor.feed("one\ntwo\rthr") == ["one", "two"]
    assert editor.feed("ee\n") == ["three"]


def test_a_key_may_come_in_pieces() -> None:
    editor = Editor()
    for piece in ("ab\x1b", "[", "D", "x"):
        editor.feed(piece)
    assert editor.text == "axb"


def test_what_was_typed_comes_back() -> None:
    editor = Editor()
    editor.feed("one\ntwo\ntwo\n \n")
    seen = []
    for key in (UP, UP, UP, DOWN, DOWN):
        editor.feed(key)
        seen.append(editor.text)
    assert seen == ["two", "one", "one", "two", ""]


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_quit(key: str) -> None:
    editor = Editor()
    editor.feed(f"x{key}\x7f")
    assert editor.feed(f"\x1b[200~{key}\x1b[201~") == [] and editor.text == ""
    with pytest.raises(Quit):
        editor.feed(key)


def test_the_view_follows_the_cursor() -> None:
    editor = Editor()
    editor.feed("0123456789")
    assert editor.view(80) == ("0123456789", 10)
    assert editor.view(5) == ("6789", 4)
    editor.feed(HOME)
    assert editor.view(5) == ("01234", 0)
    editor.feed("\x1b[200~a\n\tb\x1b[201~")
    assert editor.view(6) == ("a⏎→b01", 4)


KEYS = st.sampled_from([*NAMES, *"a日\u0301\t\n", "\x1b[200~", "\x1b[201~"])


@settings(deadline=None)
@given(st.lists(KEYS), st.integers(2, 20))
def test_no_keys_lead_astray(keys: list[str], columns: int) -> None:
    editor = Editor()
    for key in keys:
        if key == "\x04" and not editor.text:
            continue
        editor.feed(key)
        shown, column = editor.view(columns)
        assert 0 <= editor.cursor <= len(editor.text)
        assert width(shown) <= columns and 0 <= column < columns
        assert KEY.fullmatch(key)
