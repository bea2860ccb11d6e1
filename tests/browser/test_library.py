"""What the client library does beyond talking: every action, what is unread, who is typing, files."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.browser.client import start, until
from tests.browser.conftest import Windows
from tests.browser.peer import Frame, Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def mine(page: Page, room: str = "general") -> Any:
    return await page.evaluate("(room) => structuredClone(parley.mine.get(room) ?? null)", room)


async def test_what_one_does_with_a_message_is_answered_by_its_entry(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    await peer.say("general", "hello")
    await until(page, "seqs().length")
    entries = await page.evaluate(
        """async () => [
          await parley.edit("general", 1, "better"),
          await parley.react("general", 1, "👍"),
          await parley.react("general", 1, "👍", false),
          await parley.erase("general", 1),
          await parley.change("general", { topic: "tea" }),
          await parley.moderate("general", "guest:ben", "mute", { minutes: 5, reason: "later" }),
        ]"""
    )
    assert [each["type"] for each in entries] == ["edited", "reacted", "reacted", "erased", "room", "member"]
    assert [each["seq"] for each in entries] == list(range(2, 8))
    assert await page.evaluate("parley.rooms.get('general').about.topic") == "tea"
    assert await page.evaluate("events.filter((each) => each.type === 'change').length") == 4


async def test_a_refusal_is_an_error_with_its_code(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    code = await page.evaluate("parley.edit('general', 7, 'x').catch((error) => [error.name, error.code, error.retry])")
    assert code == ["ParleyError", "not_found", False]
    asked = "parley.edit('tea', 7, 'x').catch((error) => error.code)"
    assert await page.evaluate(asked) == "not_joined"


async def test_a_write_happens_once_although_its_answer_was_lost(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, patience=300)
    await peer.say("general", "hello")
    lost: list[Frame] = []

    def lose_one(frame: Frame) -> list[Frame]:
        if frame["type"] == "reacted" and not lost:
            lost.append(frame)
            return []
        return [frame]

    peer.wire = lose_one
    peer.refusals = [{"code": "busy", "retry": True, "message": "busy"}]
    await page.evaluate("parley.react('general', 1, '👍')")
    asked = peer.asked("react")
    assert len(asked) >= 3 and len({each["id"] for each in asked}) == 1


async def test_a_write_waits_for_the_line(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    await peer.say("general", "hello")
    await peer.hang_up()
    await until(page, "parley.state.state === 'waiting'")
    await page.evaluate("void parley.edit('general', 1, 'better').then((entry) => (window.entry = entry))")
    await peer.listen()
    await until(page, "window.entry")
    assert await page.evaluate("parley.rooms.get('general').log.find(1).text") == "better"


async def test_a_direct_message_is_answered_by_the_message_and_makes_a_room(windows: Windows, peer: Peer) -> None:
    ana, ben = await start(windows, peer), await start(windows, peer, "Ben")
    room = (await ana.evaluate("parley.direct('guest:ben', 'psst')"))["room"]
    assert room.startswith("direct-")
    notice = await until(ben, "events.find((each) => each.type === 'notice')")
    assert (notice["reason"], notice["text"], notice["from"]["name"]) == ("direct", "psst", "Ana")
    await until(ben, f"parley.mine.get('{room}')?.unread === 1")
    assert (await mine(ben, room))["peer"]["name"] == "Ana"
    await until(ana, f"parley.mine.get('{room}')?.unread === 0")


async def test_unread_is_counted_live_and_read_on_all_connections(windows: Windows, peer: Peer) -> None:
    for n in range(3):
        peer.write("general", f"old {n}")
    peer.room("general").read["guest:ana"] = 1
    ana, phone = await start(windows, peer), await start(windows, peer)
    for page in (ana, phone):
        await until(page, "parley.mine.get('general').unread === 2")
    await peer.say("general", "news", mentions=["guest:ana"])
    await peer.say("general", "own", "Ana")
    for page in (ana, phone):
        await until(page, "parley.mine.get('general').unread === 3 && parley.mine.get('general').mentions === 1")
    await ana.evaluate("parley.list()")
    assert (await mine(ana))["unread"] == 3
    await ana.evaluate("parley.read('general', 3)")
    await until(phone, "parley.mine.get('general').unread === 1")
    await ana.evaluate("parley.read('general', 5)")
    for page in (ana, phone):
        await until(page, "parley.mine.get('general').unread === 0 && parley.mine.get('general').mentions === 0")
    assert peer.room("general").read["guest:ana"] == 5


async def test_a_list_and_what_comes_meanwhile_are_counted_once(windows: Windows, peer: Peer) -> None:
    peer.write("general", "old")
    peer.room("general").read["guest:ana"] = 0
    page = await start(windows, peer)

    def hold_up(frame: Frame) -> list[Frame]:
        if frame["type"] != "rooms":
            return [frame]
        peer.wire = lambda other: [other]
        return [peer.write("general", "live"), frame]

    peer.wire = hold_up
    await page.evaluate("parley.list()")
    await until(page, "seqs().includes(2)")
    assert (await mine(page))["unread"] == 2
    await page.evaluate("parley.list()")
    assert (await mine(page))["unread"] == 2


async def test_typing_is_told_seldom_and_ends_with_the_message(windows: Windows, peer: Peer) -> None:
    ana, ben = await start(windows, peer), await start(windows, peer, "Ben", typingFor=400)
    await ana.evaluate("for (let n = 0; n < 20; n++) parley.typing('general')")
    typists = (
        "events.filter((each) => each.type === 'typing').map((each) => each.users.map((user) => user.name).join())"
    )
    await until(ben, f"{typists}.join('|') === 'Ana|'")  # it ends by itself
    assert len(peer.asked("typing")) == 1
    await peer.tell("general", {"type": "typing", "room": "general", "user": "guest:cy", "name": "Cy"})
    await peer.say("general", "done", "Cy")
    await until(ben, f"{typists}.join('|') === 'Ana||Cy|'")


async def test_who_is_put_out_stays_out_until_they_ask(windows: Windows, peer: Peer) -> None:
    ana, ben = await start(windows, peer), await start(windows, peer, "Ben", pingEvery=100)
    await ana.evaluate("parley.moderate('general', 'guest:ben', 'kick', { reason: 'tea time' })")
    out = await until(ben, "events.find((each) => each.type === 'refused')")
    assert (out["act"], await ben.evaluate("parley.rooms.get('general').refusal.message")) == ("kick", "tea time")
    assert await ben.evaluate("parley.say('general', 'but').state") == "failed"
    pings = len(peer.asked("ping"))
    await peer.until(lambda: len(peer.asked("ping")) > pings + 1)
    peer.cut()
    await peer.until(lambda: peer.opened >= 4)
    await until(ben, "parley.state.state === 'online'")
    assert len([each for each in peer.room("general").guests if each.name == "Ben"]) == 0
    assert await ben.evaluate("parley.join('general')") is True


async def test_a_room_that_one_has_quit_elsewhere_is_gone_here(windows: Windows, peer: Peer) -> None:
    ana, phone = await start(windows, peer), await start(windows, peer)
    await ana.evaluate("parley.quit('general')")
    await until(phone, "events.some((each) => each.type === 'left')")
    for page in (ana, phone):
        assert await page.evaluate("[parley.rooms.size, parley.mine.size]") == [0, 0]


async def test_rooms_are_made_found_and_their_members_told(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    entry = await page.evaluate("parley.create('plans', { access: 'open', title: 'Plans', topic: '2027' })")
    assert (entry["type"], entry["title"]) == ("room", "Plans")
    assert await page.evaluate("parley.rooms.get('plans').you.role") == "owner"
    assert (await mine(page, "plans"))["title"] == "Plans"
    taken = await page.evaluate("parley.create('plans').catch((error) => error.code)")
    assert taken == "forbidden"
    found = await page.evaluate("parley.find('pl')")
    assert found["rooms"] == [{"room": "plans", "title": "Plans", "topic": "2027"}]
    members = (await page.evaluate("parley.members('plans')"))["members"]
    assert [(member["name"], member["role"]) for member in members] == [("Ana", "owner")]


async def test_threads_and_what_is_found(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    for text, extras in [("root", None), ("one", {"reply": 1}), ("aside", None), ("two", {"reply": 2})]:
        await page.evaluate("([text, extras]) => void parley.say('general', text, extras ?? {})", [text, extras])
    await until(page, "seqs().length === 4")
    thread = await page.evaluate("parley.thread('general', 1)")
    assert [(each["text"], each["reply"], each["thread"]) for each in thread["messages"]] == [
        ("one", 1, 1),
        ("two", 2, 1),
    ]
    assert await page.evaluate("parley.rooms.get('general').log.find(1).replies") == 2
    found = await page.evaluate("parley.search('general', 'O')")
    assert [each["text"] for each in found["messages"]] == ["two", "one", "root"]


UPLOAD = """
async () => {
  const file = new File(["x".repeat(300000)], "note.txt", { type: "text/plain" });
  const shares = [];
  await parley.upload("general", file, { text: "my note", progress: (share) => shares.push(share) });
  return [shares.at(-1), shares.every((share, index) => share >= (shares[index - 1] ?? 0))];
}
"""


async def test_a_file_is_put_into_the_room_and_its_link_is_kept(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    assert await page.evaluate(UPLOAD) == [1, True]
    message = await until(page, "events.find((each) => each.type === 'message')?.message")
    assert (message["text"], message["file"]) == (
        "my note",
        {"name": "note.txt", "type": "text/plain", "size": 300_000},
    )
    links = await page.evaluate("Promise.all([1, 1].map((seq) => parley.link('general', seq)))")
    assert links[0] == links[1] and len(peer.asked("link")) == 1
    assert len(await page.evaluate("(url) => fetch(url).then((answer) => answer.text())", links[0])) == 300_000


async def test_a_store_that_refuses_is_an_error(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    peer.store.status = 503
    async with page.expect_console_message(lambda message: "503" in message.text):
        error = await page.evaluate(
            """parley.upload("general", new File(["x"], "a.txt", { type: "text/plain" }))
                 .catch(({ code, retry }) => [code, retry])"""
        )
    assert error == ["upload", True]
    windows.complaints.clear()  # Chromium says of itself that the store answered 503
