"""Editing, erasing and reacting."""

from typing import Any

import pytest

import frames
from chat import changing, messages
from errors import Forbidden, IdReused, NotFound, NotJoined
from identity import Caller
from models import amending, reading
from models.membership import MODERATOR, Membership
from models.message import Event
from tests.chat.conftest import Join
from tests.parts.connections import Connections


@pytest.fixture
def ana(come: Join, deadline: float) -> Caller:
    """Ana owns the room and has said one thing."""
    ana = come("Ana", "general")
    messages.say(ana, frames.SendMessage("general", "m1", "a secret", mentions=("guest:bo",)), deadline)
    return ana


@pytest.fixture
def bo(ana: Caller, come: Join) -> Caller:
    return come("Bo", "general")


def edit(caller: Caller, text: str, deadline: float, id: str = "e1", seq: int = 1) -> None:
    changing.edit(caller, frames.EditMessage("general", id, seq, text), deadline)


def erase(caller: Caller, deadline: float, id: str = "x1", seq: int = 1) -> None:
    changing.erase(caller, frames.EraseMessage("general", id, seq), deadline)


def react(caller: Caller, reaction: str, deadline: float, id: str = "r1", on: bool = True, seq: int = 1) -> None:
    changing.react(caller, frames.React("general", id, seq, reaction, on), deadline)


def last(connections: Connections, connection: str = "bo1=") -> dict[str, Any]:
    return connections.frames(connection)[-1]


def test_everyone_hears_of_an_edit_and_pages_have_it(
    ana: Caller, bo: Caller, connections: Connections, deadline: float
) -> None:
    edit(ana, "no secret", deadline)
    told = last(connections)
    assert (told["type"], told["seq"], told["target"], told["text"]) == ("edited", 2, 1, "no secret")
    assert last(connections, "ana1=") == told
    message, event = reading.newest("general", 10).messages
    assert (amending.find("general", 1).text, message.seq, event.seq) == ("no secret", 1, 2)


def test_nobody_edits_what_another_has_said(ana: Caller, bo: Caller, deadline: float) -> None:
    with pytest.raises(Forbidden):
        edit(bo, "mine", deadline)
    with pytest.raises(Forbidden):
        erase(bo, deadline)
    assert reading.newest("general", 10).head == 1


@pytest.mark.parametrize("seq", [2, 99])
def test_there_is_nothing_to_change_where_no_message_is(ana: Caller, bo: Caller, deadline: float, seq: int) -> None:
    edit(ana, "x", deadline)
    with pytest.raises(NotFound):
        edit(ana, "y", deadline, "e2", seq)
    with pytest.raises(NotFound):
        erase(ana, deadline, "x2", seq)
    with pytest.raises(NotFound):
        react(ana, "👍", deadline, "r2", seq=seq)


def test_nothing_is_left_of_what_was_erased_in_its_edits_either(
    ana: Caller, bo: Caller, connections: Connections, deadline: float
) -> None:
    edit(ana, "another secret", deadline)
    react(bo, "👍", deadline)
    erase(ana, deadline)
    message = amending.find("general", 1)
    assert (message.text, message.erased) == ("", 4)
    assert not (message.reactions or message.mentions)
    page = reading.newest("general", 10).messages
    assert not any("secret" in str(getattr(entry, "text", "")) + str(vars(entry)) for entry in page)
    with pytest.raises(NotFound):
        edit(ana, "x", deadline, "e9")
    with pytest.raises(NotFound):
        react(bo, "👍", deadline, "r9")


def test_promise_3_a_change_that_comes_again_changes_nothing(
    ana: Caller, bo: Caller, connections: Connections, deadline: float
) -> None:
    for _ in range(2):
        edit(ana, "first", deadline, "e1")
        react(bo, "👍", deadline, "r1")
    assert reading.newest("general", 10).messages[-1].seq == 3
    told = [frame["seq"] for frame in connections.frames("bo1=") if frame["type"] == "edited"]
    assert told == [2, 2]
    with pytest.raises(IdReused):
        edit(ana, "second", deadline, "e1")
    with pytest.raises(IdReused):
        messages.say(ana, frames.SendMessage("general", "e1", "first"), deadline)


def test_promise_3_an_edit_that_comes_again_after_the_erasure_brings_nothing_back(
    ana: Caller, bo: Caller, connections: Connections, deadline: float
) -> None:
    edit(ana, "a worse secret", deadline, "e1")
    erase(ana, deadline)
    before = len(connections.frames("bo1="))
    edit(ana, "a worse secret", deadline, "e1")
    (told,) = connections.frames("bo1=")[before:]
    assert (told["type"], told["seq"], told["text"]) == ("edited", 2, "")
    erase(ana, deadline)
    assert (last(connections)["type"], last(connections)["seq"]) == ("erased", 3)


def test_moderators_erase_what_anybody_said(ana: Caller, bo: Caller, deadline: float) -> None:
    membership = Membership.of(bo.user, "general")
    membership.update([Membership.role.set(MODERATOR)])
    with pytest.raises(Forbidden):
        edit(bo, "mine", deadline)
    erase(bo, deadline)
    (message, event) = reading.newest("general", 10).messages
    assert isinstance(event, Event)
    assert (event.user, amending.find("general", message.seq).text) == (bo.user, "")


def test_a_reaction_is_given_and_taken_back(ana: Caller, bo: Caller, connections: Connections, deadline: float) -> None:
    react(bo, "👍", deadline)
    told = last(connections, "ana1=")
    assert (told["type"], told["target"], told["reaction"], told["on"]) == ("reacted", 1, "👍", True)
    assert amending.find("general", 1).reactions == {"👍 guest:bo"}
    react(bo, "👍", deadline, "r2", on=False)
    react(bo, "👍", deadline, "r3", on=False)
    assert amending.find("general", 1).reactions is None


def test_a_user_has_so_many_reactions_to_a_message_and_the_last_may_come_again(
    ana: Caller, bo: Caller, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amending, "REACTIONS_A_USER", 2)
    for number in range(2):
        react(bo, "👍🎉"[number], deadline, f"r{number}")
    react(bo, "🎉", deadline, "r1")
    with pytest.raises(Forbidden):
        react(bo, "🚀", deadline, "r9")
    react(ana, "🚀", deadline, "r9")


def test_a_message_has_so_many_reactions(
    ana: Caller, bo: Caller, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amending, "REACTIONS", 1)
    react(bo, "👍", deadline)
    with pytest.raises(Forbidden, match="reactions at most"):
        react(ana, "👍", deadline)


def test_who_is_elsewhere_changes_nothing(ana: Caller, come: Join, deadline: float) -> None:
    cy = come("Cy", "random")
    with pytest.raises(NotJoined):
        edit(cy, "x", deadline)
    with pytest.raises(NotJoined):
        erase(cy, deadline)
    with pytest.raises(NotJoined):
        react(cy, "👍", deadline)
