"""What people do with each other beyond saying something, through the deployed stack, two or three at a time."""

import secrets
from typing import Any

import aiohttp

from tests.stack.peer import Peer, peer, texts


async def test_a_message_is_answered_edited_reacted_to_and_erased(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Ben") as ben:
        await ana.join(room)
        await ben.join(room)
        seq = (await ana.say(room, "helo"))["seq"]
        reply = await ben.say(room, "what?", reply=seq)
        assert (reply["reply"], reply["thread"]) == (seq, seq)
        edited = await ana.ask(action="editMessage", room=room, seq=seq, text="hello")
        assert (edited["type"], edited["target"], edited["text"]) == ("edited", seq, "hello")
        assert (await ben.get(type="edited"))["seq"] == edited["seq"]
        await ben.ask(action="react", room=room, seq=seq, reaction="👍", on=True)
        assert (await ana.get(type="reacted"))["reaction"] == "👍"
        message = (await ben.ask(action="history", room=room))["messages"][0]
        assert (message["text"], message["edited"], message["replies"]) == ("hello", edited["seq"], 1)
        assert message["reactions"] == [{"reaction": "👍", "count": 1, "users": ["guest:ben"]}]
        thread = await ana.ask(action="history", room=room, thread=seq)
        assert texts(thread["messages"]) == ["what?"]
        await ana.ask(action="eraseMessage", room=room, seq=seq)
        await ben.get(type="erased", target=seq)
        page = (await ben.ask(action="history", room=room))["messages"]
        assert (page[0]["text"], "reactions" in page[0]) == ("", False)
        assert not any("hello" in str(entry) for entry in page)


async def test_unread_messages_and_mentions_are_counted_until_they_are_read_on_any_device(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Ben") as ben, peer(url, "Ben") as phone:
        await ben.join(room)
        await ben.ask(action="leaveRoom", room=room)
        await ana.join(room)
        await ana.say(room, "one")
        last = await ana.say(room, "look", mentions=["guest:ben"])
        assert (await phone.get(type="notice"))["reason"] == "mention"
        mine = await _room(ben, room)
        assert (mine["unread"], mine["mentions"], mine["last"]["text"]) == (2, 1, "look")
        await ben.join(room)
        await ben.ask(action="markRead", room=room, seq=last["seq"])
        assert (await phone.get(type="read", room=room))["seq"] == last["seq"]
        assert (await _room(phone, room))["unread"] == 0


async def test_a_direct_message_makes_a_room_of_two(url: str) -> None:
    one, other = f"Ana {secrets.token_hex(3)}", f"Ben {secrets.token_hex(3)}"
    async with peer(url, one) as ana, peer(url, other) as ben, peer(url, "Eve") as eve:
        said = await ana.ask(action="sendDirect", to=f"guest:{other.lower()}", text="psst")
        notice = await ben.get(type="notice", reason="direct")
        assert (notice["room"], notice["text"]) == (said["room"], "psst")
        joined = await ben.join(said["room"])
        assert (texts(joined["messages"]), joined["about"]["peer"]["name"]) == (["psst"], one)
        await ben.say(said["room"], "hm?")
        assert (await ana.get(type="notice"))["text"] == "hm?"
        assert (await eve.ask(action="joinRoom", room=said["room"]))["code"] == "not_found"


async def test_a_room_for_members_is_entered_by_invitation_and_left_by_force(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Ben") as ben:
        made = await ana.ask(action="createRoom", room=room, access="members", title="Plans")
        assert (made["type"], made["title"]) == ("room", "Plans")
        await ana.join(room)
        assert (await ben.ask(action="joinRoom", room=room))["code"] == "not_found"
        await _moderate(ana, room, "invite")
        assert (await ben.get(type="notice"))["reason"] == "invite"
        assert (await ben.join(room))["you"]["role"] == "member"
        await _moderate(ana, room, "mute", minutes=5)
        assert (await ben.ask(action="sendMessage", room=room, text="but"))["code"] == "forbidden"
        await _moderate(ana, room, "unmute")
        await ben.say(room, "thanks")
        await _moderate(ana, room, "promote")
        members = (await ben.ask(action="members", room=room))["members"]
        assert {(member["user"], member["role"]) for member in members} == {
            ("guest:ana", "owner"), ("guest:ben", "moderator"),
        }  # fmt: skip
        await _moderate(ana, room, "kick", reason="enough")
        left = await ben.get(type="left", room=room)
        assert (left["act"], left["reason"]) == ("kick", "enough")
        assert (await ben.ask(action="sendMessage", room=room, text="why"))["code"] == "not_joined"
        assert (await ben.ask(action="joinRoom", room=room))["code"] == "not_found"


async def test_open_rooms_are_found_described_and_archived(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Ben") as ben:
        await ana.ask(action="createRoom", room=room, topic="fish")
        await ana.join(room)
        await ben.join(room)
        assert (await ben.ask(action="changeRoom", room=room, topic="meat"))["code"] == "forbidden"
        await ana.ask(action="changeRoom", room=room, topic="bread")
        assert (await ben.get(type="room"))["topic"] == "bread"
        found = await ben.ask(action="findRooms", prefix=room)
        assert found["rooms"] == [{"room": room, "title": "", "topic": "bread"}]
        await ana.ask(action="changeRoom", room=room, archived=True)
        assert (await ben.ask(action="sendMessage", room=room, text="hey"))["code"] == "forbidden"


async def test_typing_is_told_to_the_others_and_what_was_said_is_found(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Ben") as ben:
        await ana.join(room)
        await ben.join(room)
        await ana.send(action="typing", room=room)
        assert (await ben.get(type="typing"))["user"] == "guest:ana"
        await ana.say(room, "The Invoice")
        assert texts((await ben.ask(action="search", room=room, text="invoice"))["messages"]) == ["The Invoice"]


async def test_a_file_comes_from_who_shared_it_with_a_link_for_whoever_may_read(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Ben") as ben, aiohttp.ClientSession() as session:
        await ana.join(room)
        await ben.join(room)
        form = await ana.ask(action="upload", room=room, name="cat.txt", type="text/plain", size=3, text="my cat")
        body = aiohttp.FormData(form["fields"])
        body.add_field("file", b"cat", filename="cat.txt", content_type="text/plain")
        async with session.post(form["url"], data=body) as answer:
            assert answer.status in (200, 204), await answer.text()
        message = await ben.get(type="message", room=room)
        assert (message["from"]["user"], message["text"]) == ("guest:ana", "my cat")
        assert message["file"] == {"name": "cat.txt", "type": "text/plain", "size": 3}
        link = await ben.ask(action="link", room=room, seq=message["seq"])
        async with session.get(link["url"]) as answer:
            assert (answer.status, await answer.read()) == (200, b"cat")
        await ana.ask(action="eraseMessage", room=room, seq=message["seq"])
        assert (await ben.ask(action="link", room=room, seq=message["seq"]))["code"] == "not_found"
        async with session.get(link["url"]) as answer:
            assert answer.status == 404


async def test_who_quits_a_room_has_it_in_no_list(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Ben") as ben:
        await ana.join(room)
        await ben.join(room)
        assert (await ana.ask(action="leaveRoom", room=room, quit=True))["code"] == "forbidden"
        await ben.ask(action="leaveRoom", room=room, quit=True)
        rooms = (await ben.ask(action="rooms"))["rooms"]
        assert room not in {one["room"] for one in rooms}


async def _room(who: Peer, room: str) -> dict[str, Any]:
    rooms: list[dict[str, Any]] = (await who.ask(action="rooms"))["rooms"]
    return next(one for one in rooms if one["room"] == room)


async def _moderate(who: Peer, room: str, act: str, **more: object) -> None:
    entry = await who.ask(action="moderate", room=room, user="guest:ben", act=act, **more)
    assert entry["type"] == "member", entry
