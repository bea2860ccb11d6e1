"""Sources speak: where they may, in words that fit, each event once."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
import frames
from chat import direct
from chat.speaking import Said, fitting, prepare, speak
from errors import BadFrame, Busy, Forbidden, Misconfigured
from frames import TEXT_BYTES
from models import bulk, log, reading, table
from models.message import Message
from models.post import Post
from tests.chat.conftest import Join
from tests.parts.connections import Connections


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets what a source is configured with."""

    def configured(**settings: str) -> None:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        config.source.cache_clear()

    return configured


def test_a_source_speaks_in_its_room_under_its_name() -> None:
    post = prepare("sns", Said("e1", "hello"))
    assert (post.room, post.id, post.user, post.name, post.text) == (
        "operations",
        "e1",
        "source:sns",
        "Operator",
        "hello",
    )


@pytest.mark.parametrize("room", ["operations", "alerts-", "alerts-red"])
def test_an_event_may_name_one_of_the_source_s_rooms(room: str) -> None:
    assert prepare("sns", Said("e1", "hello", room)).room == room


@pytest.mark.parametrize("room", ["secret", "operations-2", "Alerts-red", "alerts-*", "alerts-../x", "__class__"])
def test_promise_6_and_no_other(room: str) -> None:
    with pytest.raises(Forbidden):
        prepare("sns", Said("e1", "hello", room))


def test_a_source_that_has_only_beginnings_needs_a_room_from_its_events(configured: Any) -> None:
    configured(SOURCE_ROOMS="alerts-*")
    assert prepare("sns", Said("e1", "hello", "alerts-red")).room == "alerts-red"
    with pytest.raises(Forbidden):
        prepare("sns", Said("e1", "hello"))


def test_a_source_without_rooms_is_misconfigured(configured: Any) -> None:
    configured(SOURCE_ROOMS="")
    with pytest.raises(Misconfigured, match="SOURCE_ROOMS"):
        prepare("sns", Said("e1", "hello"))


def test_a_template_has_the_last_word(configured: Any) -> None:
    configured(SOURCE_TEXT="$subject: $text ($unknown) ${__class__}")
    said = Said("e1", "disk full", fields={"subject": "db-1"})
    assert prepare("sns", said).text == "db-1: disk full ($unknown) ${__class__}"


def test_an_identity_of_any_shape_makes_an_id() -> None:
    odd = prepare("sns", Said("arn:aws:s3:::bucket/a b#1", "hello")).id
    assert odd == prepare("sns", Said("arn:aws:s3:::bucket/a b#1", "hello")).id
    assert odd != prepare("sns", Said("arn:aws:s3:::bucket/a b#2", "hello")).id
    assert len(odd) == 40


@pytest.mark.parametrize("text", ["", " \n", "\x00\x07"])
def test_nothing_cannot_be_said(text: str) -> None:
    with pytest.raises(BadFrame):
        prepare("sns", Said("e1", text))


@given(st.text())
def test_any_text_fits(text: str) -> None:
    made = fitting(text)
    assert len(made.encode()) <= TEXT_BYTES
    assert not any(character < " " and character not in "\n\t" for character in made)


def test_a_long_text_is_cut_where_a_character_ends() -> None:
    made = fitting("é" * TEXT_BYTES)
    assert made.endswith("é…") and len(made.encode()) <= TEXT_BYTES


def test_a_name_is_one_line_and_not_too_long() -> None:
    assert prepare("sns", Said("e1", "hello", name="  a\nb\x00c ")).name == "a bc"
    assert prepare("sns", Said("e1", "hello", name="x" * 99)).name == "x" * 63 + "…"


def test_posts_are_said_in_their_order_and_delivered(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    posts = [prepare("sns", Said(f"e{number}", f"text {number}", "general")) for number in range(70)]
    messages = speak(posts, deadline)
    assert [message.seq for message in messages] == list(range(1, 71))
    heard = [frame for frame in connections.frames("ana1=") if frame["type"] == "message"]
    assert [frame["text"] for frame in heard] == [f"text {number}" for number in range(70)]
    assert heard[0]["from"] == {"user": "source:sns", "name": "Operator"}


def test_a_file_in_a_direct_room_is_noticed_by_the_other_one_elsewhere(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana, bo = come("Ana", "general"), come("Bo", "general")
    direct.say(ana, frames.SendDirect(bo.user, "d1", "look"), deadline)
    room = direct.direct_room(ana.user, bo.user)
    file = {"key": f"rooms/{room}/x/cat.png", "name": "cat.png", "type": "image/png", "size": 7}
    speak([Post(room, "e1", ana.user, ana.name, "my cat", file=file)], deadline)
    notice = connections.frames("bo1=")[-1]
    assert (notice["type"], notice["reason"], notice["seq"], notice["text"]) == ("notice", "direct", 2, "my cat")
    assert notice["from"] == {"user": ana.user, "name": ana.name}


def test_posts_for_several_rooms_go_each_to_its_own(deadline: float) -> None:
    rooms = ["operations", "alerts-red", "operations"]
    posts = [prepare("sns", Said(f"e{number}", f"text {number}", room)) for number, room in enumerate(rooms)]
    assert [(message.room, message.seq) for message in speak(posts, deadline)] == [
        ("operations", 1),
        ("alerts-red", 1),
        ("operations", 2),
    ]
    assert len(reading.newest("operations", 50).messages) == 2


def test_what_the_table_is_too_busy_for_is_handed_back_and_what_came_before_is_said(
    deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_all, calls = bulk.append_all, iter([True, False])

    def once(posts: Sequence[log.Post]) -> list[Message]:
        if next(calls):
            return append_all(posts)
        raise Busy("the table is busy, try again")

    monkeypatch.setattr(bulk, "append_all", once)
    posts = [prepare("sns", Said(f"e{number}", f"text {number}")) for number in range(bulk.POSTS + 10)]
    assert [message.text for message in speak(posts, deadline)] == [f"text {number}" for number in range(bulk.POSTS)]


def test_a_table_that_is_not_there_is_no_reason_to_try_again_quietly(
    deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = prepare("sns", Said("e1", "hello"))
    monkeypatch.setenv("TABLE_NAME", "parley-none")
    config.settings.cache_clear()
    table.connect()
    with pytest.raises(Misconfigured):
        speak([post], deadline)
