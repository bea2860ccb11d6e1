"""What one can ask without being in a room."""

import pytest

import parley
from tests.client.hearing import texts
from tests.client.peer import Peer, fault, user


async def test_my_rooms_come_page_by_page(peer: Peer, chat: parley.Chat) -> None:
    for name in ("attic", "general", "lounge"):
        peer.commit(name, f"in {name}")
    peer.commit("attic", "hey", mentions=["guest:ana"])
    attic, general, lounge = await chat.rooms()
    assert (attic.room, attic.unread, attic.mentions, general.room, lounge.room) == ("attic", 2, 1, "general", "lounge")
    assert attic.last is not None and (attic.last.text, attic.last.sender.name) == ("hey", "Bo")
    assert len(peer.requests("rooms")) == 2


async def test_rooms_are_found_up_to_a_number(peer: Peer, chat: parley.Chat) -> None:
    for name in ("plans", "plans-2", "plants", "lounge"):
        peer.room(name).about["topic"] = f"about {name}"
    assert await chat.find_rooms("pl", limit=2) == [
        parley.FoundRoom("plans", "", "about plans"),
        parley.FoundRoom("plans-2", "", "about plans-2"),
    ]
    assert [found.room for found in await chat.find_rooms()] == ["lounge", "plans", "plans-2", "plants"]


async def test_a_word_to_one_user_makes_a_room(peer: Peer, chat: parley.Chat) -> None:
    said = await chat.direct(parley.User("guest:bo", "Bo"), "psst")
    assert (said.room, said.seq, said.text) == ("direct-1", 1, "psst")
    peer.room("direct-1").about |= {"access": "direct", "peer": user("Bo")}
    room = await chat.join(said.room)
    assert room.about.peer == parley.User("guest:bo", "Bo") and await texts(room, 1) == ["psst"]


async def test_a_new_room_is_ones_own_and_entered(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.create_room("plans", access="members", title="Plans", topic="2027")
    assert (room.about.access, room.about.title, room.about.topic) == ("members", "Plans", "2027")
    assert chat.joined["plans"] is room and (await room.say("first")).seq == 2
    peer.detour("createRoom", fault("forbidden", False))
    with pytest.raises(parley.ParleyError, match="forbidden"):
        await chat.create_room("lounge")
    assert "lounge" not in chat.joined
