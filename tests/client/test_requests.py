"""What goes out."""

import pytest

from parley.errors import ParleyError
from parley.requests import LARGEST_FRAME, encode


def test_text_goes_as_it_is() -> None:
    assert encode({"action": "sendMessage", "text": "Grüße 🎉"}) == '{"action":"sendMessage","text":"Grüße 🎉"}'


def test_the_largest_text_of_the_protocol_fits_whatever_is_in_it() -> None:
    for text in ('"' * 8192, "\\" * 8192, "\n" * 8192, "🎉" * 2048):
        assert (
            len(encode({"action": "sendMessage", "room": "r" * 64, "id": "i" * 64, "text": text}).encode())
            <= LARGEST_FRAME
        )


@pytest.mark.parametrize(("text", "code"), [("x" * LARGEST_FRAME, "too_large"), ("\udcff", "bad_frame")])
def test_what_no_line_can_carry_is_refused(text: str, code: str) -> None:
    with pytest.raises(ParleyError) as error:
        encode({"text": text})
    assert error.value.code == code and not error.value.retry
