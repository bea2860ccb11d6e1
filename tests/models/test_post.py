"""Posts and deeds: what tells one from another, and what they become at a seq."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import now_ms
from models.post import Deed, Post, Together
from models.room import Taking
from tests.parts.dynamodb import Table


def post(text: str = "hello", **more: Any) -> Post:
    return Post("general", "a", "guest:ana", "Ana", text, **more)


def deed(what: str = "edited", fields: dict[str, Any] | None = None, text: str = "", **more: Any) -> Deed:
    return Deed("general", "a", "guest:ana", "Ana", what, fields or {"target": 1}, text, **more)


FILE = {"key": "k", "name": "cat.png", "type": "image/png", "size": 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (post(), post("hello ")),
        (post(), post(reply=1)),
        (post(reply=1), post(reply=2)),
        (post(), post(mentions=("guest:bo",))),
        (post(mentions=("guest:bo",)), post(mentions=("guest:bo", "room"))),
        (post(), post(file=FILE)),
        (post(file=FILE), post(file={**FILE, "key": "l"})),
        (deed(), deed("erased")),
        (deed(), deed(fields={"target": 2})),
        (deed(text="a"), deed(text="b")),
        (deed(asked={"minutes": 5}), deed(asked={"minutes": 6})),
        (post(""), deed()),
    ],
)
def test_what_is_not_the_same_has_another_digest(one: Post | Deed, other: Post | Deed) -> None:
    assert one.digest != other.digest


def test_what_is_asked_again_is_the_same_whatever_has_become_of_it() -> None:
    assert post(mentions=("a", "b")).digest == post(mentions=("b", "a")).digest
    assert post(reply=1, thread=1).digest == post(reply=1, thread=9).digest
    asked = {"act": "mute", "minutes": 5}
    assert deed(fields={"muted": 1}, asked=asked).digest == deed(fields={"muted": 2}, asked=asked).digest
    assert deed(fields={"a": 1, "b": 2}).digest == deed(fields={"b": 2, "a": 1}).digest


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs"))))
def test_no_text_is_the_same_as_a_deed_or_an_answer(text: str) -> None:
    """Whoever may say anything cannot say beforehand what they will do: it would be done, and be in no log."""
    for said in (text, json.dumps(["edited", {"target": 1}, text]), json.dumps([text, 1, [], None])):
        assert post(said).digest not in (deed(text=text).digest, post(text, reply=1).digest)


def test_who_speaks_takes_the_seq_for_themselves() -> None:
    assert post().taking == Taking("guest:ana")
    assert deed().taking == Taking()


def test_a_post_becomes_a_message(connected: Table) -> None:
    message = post(reply=3, thread=1, mentions=("guest:bo", "room"), file=FILE).entry(7)
    assert (message.room, message.seq, message.id, message.user, message.name) == (
        "general",
        7,
        "a",
        "guest:ana",
        "Ana",
    )
    assert (message.text, message.reply, message.thread, message.mentions) == ("hello", 3, 1, {"guest:bo", "room"})
    assert message.file == FILE
    assert abs(message.at - now_ms()) < 5_000
    assert message.expires_at is not None
    assert abs(message.expires_at - now_ms() // 1000 - 90 * 86_400) < 5


def test_a_plain_post_has_nothing_else(connected: Table) -> None:
    kept = {"pk", "sk", "kind", "id", "user", "name", "text", "at", "expires_at"}
    assert post().entry(1).serialize().keys() == kept


def test_a_deed_becomes_an_event_whose_text_is_not_kept(connected: Table) -> None:
    event = deed(text="a secret").entry(7)
    assert (event.seq, event.what, event.fields, event.text) == (7, "edited", {"target": 1}, "a secret")
    assert "secret" not in str(event.serialize())


def test_what_is_written_together_is_no_part_of_what_is_said() -> None:
    together = Together(lambda transaction, seq: None, lambda met, seq: None)
    for plain, more in ((post(), post(together=together)), (deed(), deed(together=together))):
        assert (plain, plain.digest) == (more, more.digest)
