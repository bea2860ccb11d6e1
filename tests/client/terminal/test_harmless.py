"""Nothing that others write makes a terminal do something."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from parley.terminal.harmless import harmless, harmless_line, width, wrap


@settings(deadline=None)
@given(st.text(st.characters()))
def test_no_control_is_left(text: str) -> None:
    shown = harmless_line(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    shown.encode()
    assert harmless(text).replace("\n", "␊") == shown


@pytest.mark.parametrize("text", ["Grüße", "שלום", "日本語", "👩‍👩‍👧", "a\u0301", "<script>%s{0}"])
def test_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == harmless_line(text) == text


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("日本", 4), ("a\u0301", 1), ("\u200b", 0), ("🎉", 2)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", "three"]),
        ("1234567 12", ["1234567", "12"]),
        ("12345678901234567", ["12345678", "90123456", "7"]),
        ("a\n\nb", ["a", "", "b"]),
        ("日本語 日本語", ["日本語", "日本語"]),
        ("日本語日本語", ["日本語日", "本語"]),
    ],
)
def test_wrapping(text: str, lines: list[str]) -> None:
    assert wrap(text, 8) == lines


@settings(deadline=None)
@given(st.text("ab 日\n", max_size=60), st.integers(2, 12))
def test_wrapped_lines_fit_and_hold_everything(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
