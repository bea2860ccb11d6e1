"""Entries as they come over the wire."""

from typing import Any

from tests.checker.entry import Entry, entry, is_entry

MESSAGE: dict[str, Any] = {
    "type": "message",
    "room": "general",
    "seq": 4,
    "id": "m",
    "from": {"user": "guest:ana", "name": "Ana"},
    "text": "hello",
    "at": 7,
}


def test_a_message_is_its_text() -> None:
    assert entry(MESSAGE) == Entry(4, "guest:ana", "m", "hello", 7)


def test_what_later_entries_say_of_a_message_is_no_part_of_it() -> None:
    reactions = [{"reaction": "👍", "count": 1, "users": ["guest:ben"]}]
    assert entry(MESSAGE | {"reactions": reactions, "replies": 2}) == entry(MESSAGE)


def test_a_reply_is_not_the_same_as_a_message() -> None:
    reply = entry(MESSAGE | {"reply": 2, "thread": 2})
    assert (reply.kind, reply.text) == ("reply to 2", entry(MESSAGE).text)


def test_an_edited_message_says_nothing_of_what_was_written() -> None:
    edited = entry(MESSAGE | {"text": "hello all", "edited": 9})
    assert edited.changed and not edited.text


def test_an_edit_is_known_by_its_target() -> None:
    edit = MESSAGE | {"type": "edited", "target": 2}
    assert entry(edit) == entry(edit | {"text": "and what it is now"})
    assert entry(edit) != entry(edit | {"target": 3})


def test_whatever_has_a_place_in_the_log_is_an_entry() -> None:
    assert is_entry(MESSAGE | {"type": "a kind of tomorrow"})
    notice = {name: value for name, value in MESSAGE.items() if name != "id"}
    assert not is_entry(notice | {"type": "notice"})
