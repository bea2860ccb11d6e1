"""What one sees of a room beside its log."""

import pytest

import parley
from parley import around
from parley.room import TYPING_AGAIN
from tests.client.log_of_peer import AT, Frame
from tests.client.peer import Peer, fault, user

BO = {"room": "general", **user("Bo")}


async def test_presence_keeps_the_roster(peer: Peer, chat: parley.Chat) -> None:
    room, events = await chat.join("general"), chat.events()
    await peer.lines[0].send({"type": "presence", "here": True} | BO)
    assert await anext(events) == parley.Presence("general", parley.User("guest:bo", "Bo"), True)
    assert set(room.roster) == {"guest:ana", "guest:bo"}
    await peer.lines[0].send({"type": "presence", "here": False} | BO)
    await anext(events)
    assert set(room.roster) == {"guest:ana"}


async def test_who_types_does_so_until_they_say_it(peer: Peer, chat: parley.Chat) -> None:
    room, events = await chat.join("general"), chat.events()
    await peer.lines[0].send({"type": "typing"} | BO)
    assert await anext(events) == parley.Typing("general", parley.User("guest:bo", "Bo"))
    assert [who.name for who in room.typists] == ["Bo"]
    await peer.say("general", "done")
    assert (await anext(room)).text == "done" and room.typists == []


async def test_typing_ends_by_itself(peer: Peer, chat: parley.Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(around, "TYPING_LASTS", 0.0)
    room, events = await chat.join("general"), chat.events()
    await peer.lines[0].send({"type": "typing"} | BO)
    await anext(events)
    assert room.typists == []


async def test_others_are_told_now_and_then_that_we_type(
    peer: Peer, chat: parley.Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await chat.join("general")
    for _ in range(3):
        await room.typing()
    await room.history()  # what was sent before has come
    assert len(peer.requests("typing")) == 1 and TYPING_AGAIN < around.TYPING_LASTS
    monkeypatch.setattr("parley.room.TYPING_AGAIN", 0.0)
    peer.detour("typing", fault("forbidden", False))
    await room.typing()
    await room.say("a complaint about typing disturbs nothing")
    await room.leave()
    await room.typing()


async def test_we_know_how_far_we_have_read_on_any_device(peer: Peer, chat: parley.Chat) -> None:
    peer.room("general").read = 1
    for number in range(3):
        peer.commit("general", str(number))
    room, events = await chat.join("general"), chat.events()
    assert room.read == 1
    assert await room.mark_read(2) == 2 and room.read == 2
    assert await room.mark_read() == 3
    assert [frame["seq"] for frame in peer.requests("markRead")] == [2, 3]
    assert await room.mark_read(1) == 3 and len(peer.requests("markRead")) == 2
    assert [await anext(events) for _ in range(2)] == [
        parley.Read("general", 2, peer.requests("markRead")[0]["id"]),
        parley.Read("general", 3, peer.requests("markRead")[1]["id"]),
    ]
    await peer.lines[0].send({"type": "read", "room": "general", "seq": 9})
    await room.history()
    assert room.read == 9


async def test_what_a_room_is_and_who_we_are_in_it_follows_the_log(peer: Peer, chat: parley.Chat) -> None:
    peer.room("general").about["topic"] = "old"
    room = await chat.join("general")
    assert (room.about.topic, room.you.user, room.you.role) == ("old", "guest:ana", "member")
    about: Frame = {"access": "members", "title": "T", "topic": "new", "archived": False, "slow": 30}
    await peer.do("general", "room", **about)
    await peer.do("general", "member", **user("Cy"), act="promote", role="owner")
    await peer.do("general", "member", **user("Ana"), act="mute", role="moderator", muted=AT)
    await room.history()
    assert (room.about.topic, room.about.access, room.about.slow) == ("new", "members", 30)
    assert (room.you.role, room.you.muted) == ("moderator", AT)
    await peer.deliver("general", 1)
    await room.history()
    assert room.you.role == "moderator"
