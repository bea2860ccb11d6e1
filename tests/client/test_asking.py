"""What one can ask of a room, and how it is asked."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import parley
from tests.client.peer import Peer, fault, silence

BO = parley.User("guest:bo", "Bo")


def asked(peer: Peer, action: str) -> dict[str, Any]:
    """The last request of a kind, without its id."""
    return {name: value for name, value in peer.requests(action)[-1].items() if name not in ("action", "id", "room")}


async def test_an_answer_to_a_message_mentions_people(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    first = await room.say("who is in?")
    said = await room.say("me", reply=first.seq, mentions=[BO, "room"])
    assert (said.reply, said.thread, said.mentions) == (1, 1, ("guest:bo", "room"))
    assert asked(peer, "sendMessage") == {"text": "me", "reply": 1, "mentions": ["guest:bo", "room"]}
    again = await room.say("me too", reply=said.seq)
    assert (again.reply, again.thread) == (2, 1)
    page = await room.thread(1)
    assert [(message.seq, message.thread) for message in page.messages] == [(2, 1), (3, 1)]


async def test_what_was_said_is_changed(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    said = await room.say("helo")
    edited = await room.edit(said.seq, "hello")
    assert (edited.seq, edited.target, edited.text) == (2, 1, "hello")
    reacted = await room.react(said.seq, "👍")
    assert (reacted.target, reacted.reaction, reacted.on, reacted.sender.name) == (1, "👍", True, "Ana")
    assert not (await room.react(said.seq, "👍", on=False)).on
    assert (await room.erase(said.seq)).target == 1
    page = await room.history()
    assert [type(entry) for entry in page.entries] == [
        *(parley.Message, parley.Edited, parley.Reacted, parley.Reacted, parley.Erased)
    ]
    assert [(message.text, message.edited, message.erased) for message in page.messages] == [("", None, 5)]


async def test_search(peer: Peer, chat: parley.Chat) -> None:
    for number in range(1, 26):
        peer.commit("general", f"the invoice {number}" if number % 5 == 0 else "words")
    room = await chat.join("general")
    found = await room.search("invoice")
    assert [message.seq for message in found.messages] == [25, 20] and found.more
    found = await room.search("invoice", before=found.after + 1)
    assert [message.seq for message in found.messages] == [15, 10] and found.more
    assert room.messages[25].text == "the invoice 25"


async def test_a_room_is_governed(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    muted = await room.moderate(BO, "mute", minutes=10, reason="later, please")
    assert (muted.act, muted.user, muted.reason) == ("mute", BO, "later, please")
    assert muted.muted == muted.at + 600_000
    assert asked(peer, "moderate") == {
        **{"user": "guest:bo", "act": "mute"},
        **{"minutes": 10, "reason": "later, please"},
    }
    changed = await room.change(topic="2028")
    assert (changed.topic, changed.access, changed.archived) == ("2028", "open", False)
    assert asked(peer, "changeRoom") == {"topic": "2028"}
    await room.change(slow=0)
    assert asked(peer, "changeRoom") == {"slow": 0}
    members = await room.members()
    assert [(member.user.name, member.role, member.muted) for member in members] == [
        ("Ana", "owner", None),
        ("Bo", "member", 1790000000000),
    ]


async def test_a_file_has_a_link(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    file = {"name": "cat.png", "type": "image/png", "size": 48213}
    peer.commit("general", "my cat", file=file)
    await peer.deliver("general", 1)
    message = await anext(room)
    assert message.file == parley.File("cat.png", "image/png", 48213)
    assert await room.link(message.seq) == "https://example.com/f"


@pytest.mark.parametrize("code", ["forbidden", "not_found", "unknown_action", "bad_frame"])
async def test_a_no_is_raised_with_its_code(peer: Peer, chat: parley.Chat, code: str) -> None:
    room = await chat.join("general")
    peer.detour("moderate", fault(code, False))
    with pytest.raises(parley.ParleyError) as no:
        await room.moderate("guest:bo", "kick")
    assert (no.value.code, no.value.retry) == (code, False)


ASKING: dict[str, Callable[[parley.Room], Awaitable[object]]] = {
    "editMessage": lambda room: room.edit(1, "twice"),
    "eraseMessage": lambda room: room.erase(1),
    "react": lambda room: room.react(1, "👍"),
    "changeRoom": lambda room: room.change(title="A title"),
    "moderate": lambda room: room.moderate("guest:bo", "invite"),
    "members": lambda room: room.members(),
    "search": lambda room: room.search("once"),
    "markRead": lambda room: room.mark_read(),
    "link": lambda room: room.link(1),
}


@pytest.mark.parametrize("action", ASKING)
async def test_what_a_broken_line_leaves_unanswered_is_asked_again(peer: Peer, chat: parley.Chat, action: str) -> None:
    room = await chat.join("general")
    await room.say("once")
    peer.detour(action, silence)
    asking = asyncio.ensure_future(ASKING[action](room))
    await peer.told(action)
    peer.lines[0].kill()
    assert await asking
    sent = peer.requests(action)[:2]
    assert len({frame["id"] for frame in sent}) == 1 and len(peer.lines) == 2
