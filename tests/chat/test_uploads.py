"""Files in rooms."""

from typing import Any

import pytest

from chat import uploads
from chat.speaking import Sharer
from errors import BadFrame, ParleyError, TooLarge
from models.room import Room

PLAN = {"name": "floor plan.pdf", "type": "application/pdf", "size": 1000}


def test_a_form_puts_one_file_into_one_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    forms = [uploads.expect("general", "guest:ana", "Ana", "", uploads.wanted(PLAN)) for _ in range(2)]
    keys = [form["fields"]["key"] for form in forms]
    assert [uploads.where(key) for key in keys] == [("general", "floor plan.pdf")] * 2
    assert keys[0] != keys[1]


def test_a_file_is_said_by_who_asked_for_leave_and_else_by_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    form = uploads.expect("general", "guest:ana", "Ana", "the plan", uploads.wanted(PLAN))
    key = form["fields"]["key"]
    Room.opened("general")
    said = uploads.said("event", "files", key, 1000)
    assert said and (said.text, said.room) == ("the plan", "general")
    assert said.by == Sharer("guest:ana", "Ana", {"key": key, **PLAN})
    other = uploads.said("event", "files", "rooms/general/else.txt", 7)
    assert other and (other.by, other.fields) == (None, {"file": "else.txt", "size": "7"})


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"size": 0}, BadFrame),
        ({"size": True}, BadFrame),
        ({"size": "1000"}, BadFrame),
        ({"size": uploads.LARGEST + 1}, TooLarge),
        ({"type": "text/html"}, BadFrame),
        ({"type": "image/svg+xml"}, BadFrame),
        ({"type": ["image/png"]}, BadFrame),
        ({"name": "../../etc/passwd"}, BadFrame),
        ({"name": ".."}, BadFrame),
        ({"name": "a\\b"}, BadFrame),
        ({"name": "a\nb"}, BadFrame),
        ({"name": "gpj.\u202eexe"}, BadFrame),
        ({"name": " "}, BadFrame),
        ({"name": "\ud800"}, BadFrame),
        ({"name": "ü" * 101}, BadFrame),
        ({"name": 7}, BadFrame),
        ({"room": "x"}, BadFrame),
    ],
)
def test_what_may_not_be_uploaded(changes: dict[str, Any], refusal: type[ParleyError]) -> None:
    with pytest.raises(refusal):
        uploads.wanted(PLAN | changes)


@pytest.mark.parametrize("key", ["", "rooms", "rooms/general", "rooms//a.pdf", "other/general/a.pdf", "rooms/general/"])
def test_a_key_is_under_a_room(key: str) -> None:
    with pytest.raises(BadFrame):
        uploads.where(key)


@pytest.mark.parametrize(
    ("size", "told"), [(7, "7 bytes"), (999, "999 bytes"), (1_305_107, "1.31 MB"), (5_000_000_000, "5 GB")]
)
def test_a_size_is_told_in_words(size: int, told: str) -> None:
    assert uploads.announcement("files", "rooms/general/a.pdf", size).startswith(f"a.pdf ({told})\nhttps://")
