"""Messages as they are now: whatever was in the page already, and whatever comes again."""

import asyncio
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

import parley
from parley.decode_entries import entry, in_page
from parley.entries import Entry, Message
from parley.shelf import LIMIT, Shelf
from tests.client.log_of_peer import Frame, Log
from tests.client.peer import Line, Peer, user


async def test_a_message_changes_while_one_reads_on(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    reading = room.entries()
    said = await room.say("helo")
    assert (await anext(reading)) == said
    await room.edit(said.seq, "hello")
    assert isinstance(await anext(reading), parley.Edited)
    assert (room.messages[1].text, room.messages[1].edited, said.text) == ("hello", 2, "helo")
    await peer.do("general", "reacted", target=1, reaction="👍", on=True)
    await peer.say("general", "an answer")
    await room.say("in the thread", reply=1)
    entries = [await anext(reading) for _ in range(3)]
    assert [entry.seq for entry in entries] == [3, 4, 5]
    assert room.messages[1].reactions == (parley.Reaction("👍", 1, ("guest:bo",)),)
    assert room.messages[1].replies == 1
    await room.erase(1)
    assert isinstance(await anext(reading), parley.Erased)
    erased = room.messages[1]
    assert (erased.text, erased.erased) == ("", 6) and not erased.reactions


async def test_what_was_asked_for_stands_there_too(peer: Peer, chat: parley.Chat) -> None:
    for number in range(1, 101):
        peer.commit("general", str(number))
    room = await chat.join("general")
    await room.history(before=21, limit=20)
    assert set(room.messages) == set(range(1, 21))


def test_the_last_ones_are_kept() -> None:
    shelf = Shelf()
    for seq in range(1, LIMIT + 6):
        shelf.tell(Message(room="general", seq=seq, id="x", sender=parley.User("u", "U"), text="t", at=0))
    assert (len(shelf), min(shelf), max(shelf)) == (LIMIT, 6, LIMIT + 5)


def written(steps: list[tuple[str, int, int]]) -> Log:
    """A log of messages, answers, edits, erasures and reactions that a server would let happen."""
    log = Log("general")
    for kind, which, who in steps:
        said = [message for message in log.messages() if not message.get("erased")]
        by, target = user(f"u{who}"), said[which % len(said)]["seq"] if said else 0
        match kind:
            case "edited" if said:
                log.add("edited", by, target=target, text=f"edit {log.head}")
            case "erased" if said:
                log.add("erased", by, target=target)
            case "on" | "off" if said:
                log.add("reacted", by, target=target, reaction="👍🎉"[which % 2], on=kind == "on")
            case "reply" if said:
                log.add("message", by, text=str(log.head), thread=log.now(target).get("thread", target))
            case _:
                log.add("message", by, text=str(log.head))
    return log


def told(message: Message) -> dict[str, Any]:
    reactions = {one.reaction: (one.count, set(one.users)) for one in message.reactions}
    changes = {"text": message.text, "edited": message.edited, "erased": message.erased}
    return changes | {"replies": message.replies, "reactions": reactions}


KINDS = st.sampled_from(["message", "message", "reply", "edited", "erased", "on", "on", "off"])
STEPS = st.lists(st.tuples(KINDS, st.integers(0, 20), st.integers(0, 3)), min_size=1, max_size=30)


@settings(deadline=None, max_examples=300)
@given(STEPS, st.data())
def test_a_page_and_all_that_follows_end_in_what_is_now(steps: list[tuple[str, int, int]], data: st.DataObject) -> None:
    log = written(steps)
    read_at = data.draw(st.integers(0, log.head), label="the page is read when the log is so long")
    after = data.draw(st.integers(0, read_at), label="it begins after")
    early, shelf = written(steps), Shelf()
    early.entries = {seq: one for seq, one in early.entries.items() if seq <= read_at}
    page = [in_page(one, read_at) for one in early.page(after, read_at)]
    live = [entry(log.entries[seq]) for seq in range(read_at + 1, log.head + 1)]
    for one in page + live:
        assert isinstance(one, Entry)
        shelf.tell(one)
    now = [in_page(one, log.head) for one in log.page(after, log.head)]
    expected = {one.seq: told(one) for one in now if isinstance(one, Message)}
    assert {seq: told(message) for seq, message in shelf.items()} == expected


async def test_a_page_that_was_on_its_way_for_long_brings_nothing_old_back(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    reading = room.entries()
    await room.say("to be erased")
    old = peer.room("general").page(0, 1)

    async def late(line: Line, frame: Frame) -> None:
        await peer.do("general", "erased", target=1)
        await line.answer(frame, "history", room="general", after=0, through=1, messages=old, more=False)

    peer.detour("history", late)
    asking = asyncio.create_task(room.history())
    assert [type(await anext(reading)) for _ in range(2)] == [parley.Message, parley.Erased]
    assert (await asking).messages[0].text == "to be erased"
    assert room.messages[1].erased == 2


async def test_a_page_may_be_ahead_of_who_reads(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    await room.say("first")
    await peer.do("general", "reacted", target=1, reaction="👍", on=True)
    await room.edit(1, "second")
    await room.history()
    assert (room.messages[1].text, room.messages[1].reactions[0].count) == ("second", 1)
    reading = room.entries()
    assert [(await anext(reading)).seq for _ in range(3)] == [1, 2, 3]
    assert (room.messages[1].text, room.messages[1].reactions[0].count) == ("second", 1)
