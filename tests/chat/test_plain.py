"""What plain events say."""

from typing import Any

import pytest

from chat.plain import fields, plain
from chat.speaking import Said
from errors import BadFrame


def test_a_text_is_enough() -> None:
    assert plain({"text": "hello", "more": 1}, "e1") == Said("e1", "hello")
    assert plain({"text": "hello", "room": "general", "name": "Ana"}, "e1") == Said("e1", "hello", "general", "Ana")


@pytest.mark.parametrize("event", [None, "text", ["text"], {"text": 1}, {"text": "a", "room": ["b"]}])
def test_what_is_no_plain_event_is_refused(event: Any) -> None:
    with pytest.raises(BadFrame):
        plain(event, "e1")


@pytest.mark.parametrize("text", ["", "hello", "[1]", "1", '{"a": ', "[" * 100_000])
def test_what_is_no_json_object_has_no_fields(text: str) -> None:
    assert fields(text) == {}


def test_a_json_object_has_its_fields() -> None:
    assert fields('{"text": "hello"}') == {"text": "hello"}
