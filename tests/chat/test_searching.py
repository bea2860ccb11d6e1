"""Searching a room's log."""

from typing import Any

import pytest

import frames
from chat import changing, messages, searching
from errors import NotJoined
from identity import Caller
from models import bulk
from models.log import Post
from tests.chat.conftest import Join
from tests.parts.connections import Connections


@pytest.fixture
def ana(come: Join) -> Caller:
    return come("Ana", "general")


def fill(*texts: str) -> None:
    posts = [Post("general", f"m{number}", "guest:ana", "Ana", text) for number, text in enumerate(texts)]
    for start in range(0, len(posts), bulk.POSTS):
        bulk.append_all(posts[start : start + bulk.POSTS])


def found(text: str, before: int | None = None) -> dict[str, Any]:
    return searching.found(frames.Search("general", text, before))


def seqs(page: dict[str, Any]) -> list[int]:
    return [message["seq"] for message in page["messages"]]


def test_what_was_said_is_found_whatever_its_case_newest_first(
    ana: Caller, connections: Connections, deadline: float
) -> None:
    fill("an invoice", "nothing", "INVOICES", "Straße")
    searching.search(ana, frames.Search("general", "Invoice", id="s"), deadline)
    answer = connections.frames("ana1=")[-1]
    assert (answer["type"], answer["id"], answer["room"]) == ("found", "s", "general")
    assert (seqs(answer), answer["after"], answer["through"], answer["more"]) == ([3, 1], 0, 4, False)
    assert seqs(found("STRASSE")) == [4]


def test_what_is_now_counts(ana: Caller, deadline: float) -> None:
    fill("secret", "secret")
    changing.edit(ana, frames.EditMessage("general", "e1", 1, "public"), deadline)
    changing.erase(ana, frames.EraseMessage("general", "x1", 2), deadline)
    assert seqs(found("secret")) == []
    assert seqs(found("public")) == [1]


def test_a_long_search_goes_on_where_it_ended(ana: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "LOOKED_AT", 10)
    monkeypatch.setattr(searching, "FOUND", 4)
    fill(*("even" if number % 2 else "odd" for number in range(1, 31)))
    seen: list[int] = []
    before, pages = None, 0
    while True:
        page = found("odd", before)
        assert all(page["after"] < seq <= page["through"] for seq in seqs(page))
        seen, before, pages = [*seen, *seqs(page)], page["after"] + 1, pages + 1
        if not page["more"]:
            break
    assert seen == [seq for seq in range(30, 0, -1) if seq % 2 == 0]
    assert pages > 3


def test_large_hits_fit_a_frame_and_none_is_passed_over(ana: Caller) -> None:
    fill(*['"' * 8000 + "odd"] * 7)
    seen: list[int] = []
    before = None
    while True:
        page = found("odd", before)
        assert page["messages"] and len(frames.encode({"type": "found", **page})) <= frames.FRAME_BYTES
        seen, before = [*seen, *seqs(page)], page["after"] + 1
        if not page["more"]:
            break
    assert seen == list(range(7, 0, -1))


def test_only_readers_search(ana: Caller, come: Join, deadline: float) -> None:
    messages.say(ana, frames.SendMessage("general", "m", "secret"), deadline)
    with pytest.raises(NotJoined):
        searching.search(come("Eve", "random"), frames.Search("general", "secret"), deadline)
