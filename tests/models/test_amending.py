"""Edits, erasures and reactions: a message takes each together with its entry, or not at all."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from errors import Busy, Forbidden, IdReused, NotFound
from models import amending, reading
from models.log import NUMBERS_A_POST, append, void
from models.message import Event, Message, sort_key
from models.room import Room
from tests.models.entries import deed, do, meanwhile, say
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def said(connected: Table) -> Message:
    Room.opened("general")
    return say("hello", mentions=("guest:bo", "room"), file={"key": "k", "name": "cat.png", "type": "t", "size": 1})


def now(seq: int = 1) -> Message:
    return amending.find("general", seq)


def edit(text: str, id: str = "") -> Event:
    return append(deed(amending.edit(now(), text), text=text, id=id))


def erase(id: str = "") -> Event:
    return append(deed(amending.erase(now()), "erased", id=id))


def react(user: str, reaction: str = "👍", on: bool = True, id: str = "") -> Event:
    fields = {"target": 1, "reaction": reaction, "on": on}
    return append(deed(amending.react(now(), user, reaction, on), "reacted", user=user, fields=fields, id=id))


def entries() -> int:
    page = reading.newest("general", 1000)
    assert page.through == page.head, "a number was left open"
    return len(page.messages)


@pytest.mark.parametrize("seq", [2, 3, 99])
def test_what_is_no_message_is_not_found(seq: int) -> None:
    edit("an entry at 2")
    void("general", 3)
    with pytest.raises(NotFound):
        amending.find("general", seq)
    with pytest.raises(NotFound):
        amending.find("nowhere", 1)


@pytest.mark.engines("local", "emulator")
def test_an_edit_is_the_messages_text_from_there_on() -> None:
    assert edit("hello all").seq == 2
    assert (now().text, now().edited) == ("hello all", 2)
    assert now().erased is None
    assert now().mentions == {"guest:bo", "room"}
    assert edit("hello you").seq == 3
    assert (now().text, now().edited) == ("hello you", 3)


@pytest.mark.engines("local", "emulator")
def test_nothing_is_left_of_what_was_erased(connected: Table) -> None:
    edit("a secret")
    react("guest:bo")
    erase()
    left = now()
    assert (left.text, left.erased) == ("", 4)
    assert not {"edited", "reactions", "mentions", "file"} & left.serialize().keys()
    assert "secret" not in str(connected.client.scan(TableName=connected.name)["Items"])
    assert "hello" not in str(connected.client.scan(TableName=connected.name)["Items"])


@pytest.mark.engines("local", "emulator")
def test_what_was_erased_takes_nothing_any_more() -> None:
    erase()
    for again in (amending.edit(now(), "x"), amending.erase(now()), amending.react(now(), "guest:bo", "👍", True)):
        with pytest.raises(NotFound):
            do(again)
    with pytest.raises(NotFound):
        react("guest:bo", on=False)
    assert entries() == 2
    assert now().text == ""


def test_a_message_that_is_not_kept_any_more_takes_nothing_and_does_not_come_back(connected: Table) -> None:
    stale = now()
    key = {"pk": {"S": "ROOM#general"}, "sk": {"S": sort_key(1)}}
    connected.client.delete_item(TableName=connected.name, Key=key)
    for together in (amending.edit(stale, "x"), amending.erase(stale), amending.react(stale, "guest:bo", "👍", True)):
        with pytest.raises(NotFound):
            do(together)
    assert "Item" not in connected.client.get_item(TableName=connected.name, Key=key)


def test_the_edit_with_the_later_seq_is_the_one_that_stays() -> None:
    """An edit that is overtaken takes another seq: the last edit of the log is the text of the message."""
    event = append(deed(meanwhile(amending.edit(now(), "slow"), lambda: edit("fast")), text="slow"))
    assert event.seq == 4
    assert (now().text, now().edited) == ("slow", 4)
    assert entries() == 3


def test_an_edit_that_is_always_overtaken_is_busy() -> None:
    together = meanwhile(amending.edit(now(), "slow"), lambda: edit("fast"), times=NUMBERS_A_POST)
    with pytest.raises(Busy):
        append(deed(together, text="slow"))
    assert now().text == "fast"
    assert entries() == 1 + NUMBERS_A_POST


def test_an_edit_that_meets_an_erasure_is_not_found_and_changes_nothing() -> None:
    with pytest.raises(NotFound):
        append(deed(meanwhile(amending.edit(now(), "slow"), erase), text="slow"))
    assert now().text == ""
    assert entries() == 2


def test_an_erasure_that_meets_an_edit_erases_that_too() -> None:
    append(deed(meanwhile(amending.erase(now()), lambda: edit("fast")), "erased"))
    assert (now().text, now().erased) == ("", 2)
    assert now().edited is None


def test_of_many_edits_at_once_the_last_of_the_log_stays() -> None:
    with ThreadPoolExecutor(6) as pool:
        events = [event for event in pool.map(_tried, range(12)) if event]
    last = max(events, key=lambda event: event.seq)
    assert now().edited == last.seq
    assert now().text == last.text
    assert entries() == 1 + len(events)


def _tried(number: int) -> Event | None:
    try:
        return edit(f"edit {number}")
    except Busy:
        return None


def test_the_same_edit_again_is_the_same_entry() -> None:
    first = edit("hello all", "e1")
    again = edit("hello all", "e1")
    assert (again.seq, again.text) == (first.seq, "hello all")
    with pytest.raises(IdReused):
        edit("something else", "e1")
    with pytest.raises(IdReused):
        erase("e1")
    assert entries() == 2


def test_an_edit_that_comes_again_says_what_the_message_says_now() -> None:
    edit("a secret", "e1")
    edit("a better one", "e2")
    assert edit("a secret", "e1").text == "a better one"
    erased = erase("e3")
    assert edit("a secret", "e1").text == ""
    assert erase("e3").seq == erased.seq
    assert now().text == ""


@pytest.mark.engines("local", "emulator")
def test_reactions_come_and_go() -> None:
    react("guest:bo")
    react("guest:bo", "❤️")
    react("guest:cy")
    react("guest:cy")
    assert now().reactions == {"👍 guest:bo", "❤️ guest:bo", "👍 guest:cy"}
    react("guest:bo", on=False)
    react("guest:bo", on=False)
    assert now().reactions == {"❤️ guest:bo", "👍 guest:cy"}
    react("guest:bo", "❤️", on=False)
    react("guest:cy", on=False)
    assert now().reactions is None
    assert entries() == 9


def test_many_react_at_once_and_none_is_lost() -> None:
    def one(number: int) -> str:
        user = f"guest:u{number}"
        for attempt in range(20):
            try:
                react(user, id=f"r{number}")
                break
            except Busy:
                assert attempt < 19
        return f"👍 {user}"

    with ThreadPoolExecutor(8) as pool:
        wanted = set(pool.map(one, range(24)))
    assert now().reactions == wanted
    assert entries() == 25


def test_a_message_has_so_many_reactions_and_no_more() -> None:
    most = {f"👍 guest:u{number}" for number in range(amending.REACTIONS)}
    Message(now().pk, now().sk).update([Message.reactions.set(most)])
    with pytest.raises(Forbidden):
        react("guest:bo")
    assert entries() == 1
    react("guest:u7", on=False)
    react("guest:bo")
    assert len(now().reactions or ()) == amending.REACTIONS


def test_how_many_reactions_a_user_has() -> None:
    for reaction in ("👍", "❤️", "🎉"):
        react("oidc:a b", reaction)
    react("oidc:a")
    assert amending.reactions_of(now(), "oidc:a b") == 3
    assert amending.reactions_of(now(), "oidc:a b", "👍") == 2
    assert amending.reactions_of(now(), "oidc:a") == 1
    assert amending.reactions_of(now(), "b") == 0


def test_a_reaction_and_an_edit_do_not_get_into_each_others_way() -> None:
    append(deed(meanwhile(amending.react(now(), "guest:bo", "👍", True), lambda: edit("hello all")), "reacted"))
    assert (now().text, now().reactions) == ("hello all", {"👍 guest:bo"})
