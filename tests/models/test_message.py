"""Messages and voids as they stand in the table."""

from hypothesis import given
from hypothesis import strategies as st

from frames import LAST_SEQ
from models.message import from_raw, seq_of, sort_key


@given(st.integers(1, LAST_SEQ), st.integers(1, LAST_SEQ))
def test_the_order_of_sort_keys_is_the_order_of_numbers(one: int, other: int) -> None:
    assert (sort_key(one) < sort_key(other)) == (one < other)
    assert seq_of(sort_key(one)) == one


def test_a_message_is_read_from_its_item() -> None:
    item = {
        "pk": {"S": "ROOM#general"},
        "sk": {"S": "MSG#000000000042"},
        "kind": {"S": "message"},
        "id": {"S": "a"},
        "user": {"S": "guest:ana"},
        "name": {"S": "Ana"},
        "text": {"S": "hello"},
        "at": {"N": "1790000000000"},
        "expires_at": {"N": "1799999999"},
    }
    message = from_raw(item)
    assert message is not None
    assert (message.room, message.seq, message.text) == ("general", 42, "hello")


def test_fault_29_what_a_newer_version_wrote_is_ignored() -> None:
    known = {
        "pk": {"S": "ROOM#general"},
        "sk": {"S": "MSG#000000000001"},
        "kind": {"S": "message"},
        "id": {"S": "a"},
        "user": {"S": "guest:ana"},
        "name": {"S": "Ana"},
        "text": {"S": "hello"},
        "at": {"N": "1"},
        "mood": {"M": {"colour": {"S": "blue"}}},
    }
    message = from_raw(known)
    assert message is not None and message.text == "hello"
    assert from_raw({**known, "kind": {"S": "hologram"}}) is None
    assert from_raw({**known, "kind": {"S": "void"}}) is None
    assert from_raw({}) is None
