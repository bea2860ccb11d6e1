"""One room of the client library: joining, order, gaps, pages, who is here."""

import asyncio

import pytest

from tests.browser.client import START, start, until
from tests.browser.conftest import Windows
from tests.browser.peer import Frame, Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_first_join_gives_the_newest_page(windows: Windows, peer: Peer) -> None:
    for n in range(70):
        peer.write("general", f"text {n}")
    page = await start(windows, peer)
    reset = await until(page, "resets()[0]")
    assert [message["seq"] for message in reset["messages"]] == list(range(21, 71))
    assert reset["recovered"] is True
    assert await page.evaluate("parley.rooms.get('general').log.more") is True


async def test_older_pages_reach_the_beginning(windows: Windows, peer: Peer) -> None:
    for n in range(120):
        peer.write("general", f"text {n}")
    page = await start(windows, peer)
    assert [await page.evaluate("parley.older('general')") for _ in range(3)] == [True, True, False]
    assert await page.evaluate("parley.rooms.get('general').log.messages.map((each) => each.seq)") == list(
        range(1, 121)
    )


async def test_a_live_message_may_come_before_joined(windows: Windows, peer: Peer) -> None:
    peer.write("general", "first")

    def message_first(frame: Frame) -> list[Frame]:
        return [peer.write("general", "second"), frame] if frame["type"] == "joined" else [frame]

    peer.wire = message_first
    page = await start(windows, peer)
    assert await page.evaluate("[resets()[0].messages.length, seqs()]") == [1, [2]]
    assert peer.asked("history") == []


async def test_reversed_and_doubled_messages_come_in_order_and_once(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    for n in (2, 1, 1, 4, 3, 2):
        while len(peer.room("general").log) < n:
            peer.write("general", "text")
        await peer.tell("general", peer.room("general").log[n - 1])
    await until(page, "seqs().length >= 4")
    assert await page.evaluate("seqs()") == [1, 2, 3, 4]
    assert peer.asked("history") == []


async def test_a_lost_message_is_asked_for_once_after_half_a_second(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    peer.write("general", "lost")
    asked = asyncio.get_running_loop().time()
    await peer.say("general", "came")
    await peer.say("general", "came too")
    await peer.until(lambda: peer.asked("history"))
    assert asyncio.get_running_loop().time() - asked > 0.4
    await until(page, "seqs().length >= 3")
    assert await page.evaluate("seqs()") == [1, 2, 3]
    assert [(each["after"], each["room"]) for each in peer.asked("history")] == [(0, "general")]


async def test_what_came_is_shown_when_the_gap_cannot_be_filled(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, hold=50, patience=300)
    peer.write("general", "lost")
    peer.wire = lambda frame: [] if frame["type"] == "history" else [frame]
    await peer.say("general", "came")
    await peer.say("general", "came too")
    assert await until(page, "seqs().length >= 2 && seqs()") == [2, 3]
    peer.wire = lambda frame: [frame]
    await until(page, "seqs().length >= 3")
    assert await page.evaluate("[seqs(), parley.rooms.get('general').log.through]") == [[2, 3, 1], 3]


async def test_a_room_of_another_epoch_starts_anew(windows: Windows, peer: Peer) -> None:
    peer.write("general", "old")
    page = await start(windows, peer)
    peer.rooms["general"].epoch, peer.rooms["general"].log = "k2", []
    peer.write("general", "new")
    peer.cut()
    reset = await until(page, "resets()[1]")
    assert (reset["recovered"], [message["text"] for message in reset["messages"]]) == (False, ["new"])


async def test_who_is_here_follows_presence(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    other = await start(windows, peer, "Ben")
    names = "events.filter((each) => each.type === 'roster').at(-1).users.map((each) => each.name).join()"
    await until(page, f"{names} === 'Ana,Ben'")
    await other.evaluate("parley.leave('general')")
    await until(page, f"{names} === 'Ana'")


async def test_a_refused_join_says_so(windows: Windows, peer: Peer) -> None:
    page = await windows.open()
    refusal = {"type": "error", "code": "forbidden", "retry": False, "message": "banned"}
    peer.wire = lambda frame: [refusal | {"id": frame["id"]}] if frame["type"] == "joined" else [frame]
    await page.evaluate(START, [peer.url, "Ana", {}])
    assert await page.evaluate("parley.join('general')") is False
    assert await page.evaluate("parley.rooms.get('general').refusal.code") == "forbidden"
    peer.wire = lambda frame: [frame]
    assert await page.evaluate("parley.join('general')") is True
