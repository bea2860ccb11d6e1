"""The Python library and the terminal client, two and three at a time, through the deployed stack."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import aiohttp
import pytest

import parley
from parley.events import Events
from tests.client.terminal.window import Window

PATIENCE = 60
T = TypeVar("T", bound=parley.Entry)
E = TypeVar("E")


@asynccontextmanager
async def two(url: str) -> AsyncIterator[tuple[parley.Chat, parley.Chat]]:
    """Ana and Ben, whom no other test knows."""
    mark = secrets.token_hex(3)
    async with parley.connect(url, name=f"Ana {mark}") as ana, parley.connect(url, name=f"Ben {mark}") as ben:
        yield ana, ben


async def heard(room: parley.Room, kind: type[T]) -> T:
    """The next entry of a kind that a room tells."""
    async with asyncio.timeout(PATIENCE):
        async for entry in room.entries():
            if isinstance(entry, kind):
                return entry
    raise AssertionError("the room has ended")


async def happened(events: Events, kind: type[E]) -> E:
    """The next event of a kind."""
    async with asyncio.timeout(PATIENCE):
        async for event in events:
            if isinstance(event, kind):
                return event
    raise AssertionError("the chat has ended")


async def test_what_is_said_is_answered_edited_reacted_to_and_erased(url: str, room: str) -> None:
    async with two(url) as (ana, ben):
        hers, his = await ana.join(room), await ben.join(room)
        assert (hers.you.role, his.you.role, hers.about.access) == ("owner", "visitor", "open")
        said = await hers.say("helo", mentions=[his.you.user])
        assert (await heard(his, parley.Message)).mentions == (his.you.user,)
        answer = await his.say("what?", reply=said.seq)
        assert (answer.reply, answer.thread) == (said.seq, said.seq)
        await hers.edit(said.seq, "hello")
        assert (await heard(his, parley.Edited)).text == "hello"
        await his.react(said.seq, "👍")
        await heard(hers, parley.Reacted)
        seen = [room.messages[said.seq] for room in (hers, his)]
        await heard(his, parley.Reacted)
        page = await hers.history()
        assert seen[0] == page.messages[0] == his.messages[said.seq]
        assert (page.messages[0].text, page.messages[0].replies) == ("hello", 1)
        assert page.messages[0].reactions == (parley.Reaction("👍", 1, (his.you.user,)),)
        assert [one.text for one in (await his.thread(said.seq)).messages] == ["what?"]
        assert [one.seq for one in (await his.search("HELL")).messages] == [said.seq]
        await hers.erase(said.seq)
        await heard(his, parley.Erased)
        assert his.messages[said.seq] == (await his.history()).messages[0]
        with pytest.raises(parley.ParleyError) as gone:
            await his.react(said.seq, "🎉")
        assert gone.value.code == "not_found"


async def test_rooms_are_made_listed_read_changed_and_left_for_good(url: str, room: str) -> None:
    async with two(url) as (ana, ben):
        plans = await ana.create_room(room, title="Plans", topic="2027")
        assert room in [found.room for found in await ben.find_rooms(room[:12])]
        his = await ben.join(room)
        assert (his.about.title, his.about.topic) == ("Plans", "2027")
        await plans.say("one")
        last = await plans.say("two", mentions=[his.you.user])
        mine = next(info for info in await ben.rooms() if info.room == room)
        assert (mine.unread, mine.mentions, mine.last and mine.last.text) == (2, 1, "two")
        assert await his.mark_read(last.seq) == last.seq
        assert [info.unread for info in await ben.rooms()] == [0]
        changed = await plans.change(topic="2028")
        assert changed.topic == "2028" and (await heard(his, parley.RoomChanged)).seq == 1
        assert (await heard(his, parley.RoomChanged)).topic == "2028" and his.about.topic == "2028"
        await his.leave(quit=True)
        assert await ben.rooms() == []
        with pytest.raises(parley.ParleyError) as owner:
            await plans.leave(quit=True)
        assert owner.value.code == "forbidden" and room in ana.joined


async def test_two_talk_alone_and_the_other_is_noticed(url: str) -> None:
    async with two(url) as (ana, ben):
        events = ben.events()
        said = await ana.direct(f"guest:{ben.name.lower()}", "psst")
        notice = await happened(events, parley.Notice)
        assert (notice.reason, notice.text, notice.room) == ("direct", "psst", said.room)
        his = await ben.join(notice.room)
        assert his.about.peer == said.sender and (await heard(his, parley.Message)).text == "psst"
        hers = await ana.join(said.room)
        assert (await hers.say("alone at last")).seq == 2


async def test_who_governs_mutes_and_puts_out(url: str, room: str) -> None:
    async with two(url) as (ana, ben):
        hers, his, events = await ana.join(room), await ben.join(room), ben.events()
        muted = await hers.moderate(his.you.user, "mute", minutes=5, reason="later")
        assert (muted.act, muted.user.name, muted.reason) == ("mute", ben.name, "later")
        assert (await heard(his, parley.MemberChanged)).muted == muted.muted == his.you.muted
        with pytest.raises(parley.ParleyError) as no:
            await his.say("but")
        assert no.value.code == "forbidden"
        assert [member.muted for member in await hers.members() if member.user == muted.user] == [muted.muted]
        await hers.moderate(his.you.user, "ban", reason="enough")
        left = await happened(events, parley.Left)
        assert (left.room, left.act, left.reason) == (room, "ban", "enough")
        with pytest.raises(parley.PutOut):
            await his.say("but")
        with pytest.raises(parley.ParleyError) as banned:
            await ben.join(room)
        assert banned.value.code in ("forbidden", "not_found")


async def test_who_types_and_who_comes_and_goes_is_seen(url: str, room: str) -> None:
    async with two(url) as (ana, ben):
        hers, events = await ana.join(room), ana.events()
        his = await ben.join(room)
        assert (await happened(events, parley.Presence)).who.name == ben.name
        await his.typing()
        assert (await happened(events, parley.Typing)).who.name == ben.name
        assert [who.name for who in hers.typists] == [ben.name]
        await his.leave()
        gone = await happened(events, parley.Presence)
        assert (gone.who.name, gone.here) == (ben.name, False)


async def test_a_file_is_uploaded_and_linked(url: str, room: str) -> None:
    async with two(url) as (ana, ben), aiohttp.ClientSession() as session:
        hers, his = await ana.join(room), await ben.join(room)
        await hers.upload(b"\x89PNG\r\n", name='my "cat".png', text="my cat")
        message = await heard(his, parley.Message)
        assert (message.text, message.sender.name) == ("my cat", ana.name)
        assert message.file == parley.File('my "cat".png', "image/png", 6)
        async with session.get(await his.link(message.seq)) as answer:
            assert await answer.read() == b"\x89PNG\r\n"
        with pytest.raises(parley.ParleyError):
            await hers.upload(b"MZ", name="program.exe")


async def test_a_person_at_the_terminal_and_a_program_talk(url: str, room: str) -> None:
    mark = secrets.token_hex(3)
    async with parley.connect(url, name=f"Bot {mark}") as bot:
        his = await bot.join(room)
        async with Window(url, "--name", f"Ana-{mark}", "--room", room) as window:
            await window.waits_at(f"{room}> ")
            said = await his.say("who is in?", mentions=[f"guest:ana-{mark}"])
            await window.shows(f"#{said.seq} Bot {mark} @you: who is in?")
            window.type("/reply me\n/react 👍\n")
            answer = await heard(his, parley.Message)
            while answer.text != "me":
                answer = await heard(his, parley.Message)
            assert answer.reply == said.seq
            await window.shows(f"Ana-{mark} 👍 #{said.seq} (who is in?)")
            await his.edit(said.seq, "who was in?")
            await window.shows(f"Bot {mark} edited #{said.seq}: who was in?")
            window.type("/rooms\n")
            await window.shows(f"> {room}")
            window.type("/quit\n")
            assert await window.exit() == 0
