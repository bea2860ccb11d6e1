"""Messages and voids as they stand in the table."""

from hypothesis import given
from hypothesis import strategies as st

from frames import LAST_SEQ
from models.message import Event, Message, entry_from_raw, from_raw, seq_of, sort_key


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


EVENT = {
    "pk": {"S": "ROOM#general"},
    "sk": {"S": "MSG#000000000007"},
    "kind": {"S": "event"},
    "id": {"S": "e"},
    "user": {"S": "guest:ana"},
    "name": {"S": "Ana"},
    "what": {"S": "edited"},
    "fields": {"S": '{"target": 3}'},
    "at": {"N": "1"},
}


def test_an_event_is_read_from_its_item_without_a_text() -> None:
    event = entry_from_raw({**EVENT, "mood": {"S": "blue"}})
    assert isinstance(event, Event)
    assert (event.room, event.seq, event.what, event.fields, event.text) == ("general", 7, "edited", {"target": 3}, "")
    assert from_raw(EVENT) is None


def test_an_entry_is_a_message_or_an_event() -> None:
    message = Message("ROOM#general", sort_key(1), id="a", user="guest:ana", name="Ana", text="hello", at=1)
    assert isinstance(entry_from_raw(message.serialize()), Message)
    for kind in ("void", "hologram", "room"):
        assert entry_from_raw({**EVENT, "kind": {"S": kind}}) is None
    assert entry_from_raw({}) is None


def test_a_message_of_an_older_version_has_nothing_but_its_text() -> None:
    message = Message("ROOM#general", sort_key(1), id="a", user="guest:ana", name="Ana", text="hello", at=1)
    more = {"reply", "thread", "replies", "edited", "erased", "mentions", "reactions", "file"}
    read = from_raw(message.serialize())
    assert read is not None and not more & read.serialize().keys()
    assert all(getattr(read, name) is None for name in more)
