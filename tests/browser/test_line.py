"""The client library's connections: lost, dead, renewed, woken up."""

import asyncio

import pytest
from playwright.async_api import Page

from tests.browser.client import start, until
from tests.browser.conftest import Windows
from tests.browser.peer import Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_lost_tail_is_found_by_the_next_ping(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, pingEvery=200, hold=20)
    peer.write("general", "lost")
    assert await until(page, "seqs().length && seqs()") == [1]


async def test_a_room_that_the_service_has_forgotten_is_joined_again(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, pingEvery=200)
    peer.room("general").guests.clear()
    await peer.until(lambda: peer.room("general").guests)
    await peer.say("general", "hello")
    assert await until(page, "seqs().length && seqs()") == [1]


async def test_after_a_cut_nothing_is_missed_and_nothing_doubled(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    for cut in range(3):
        for _ in range(60 if cut == 1 else 5):
            await peer.say("general", "text")
        await until(page, f"seqs().length === {len(peer.room('general').log)}")
        await peer.hang_up()
        for _ in range(130):
            peer.write("general", "said meanwhile")
        await peer.listen()
        await until(page, f"seqs().length === {len(peer.room('general').log)}")
    assert await page.evaluate("seqs()") == list(range(1, len(peer.room("general").log) + 1))
    assert [each.get("after") for each in peer.asked("joinRoom")] == [None, 5, 195, 330]
    assert [each["recovered"] for each in await page.evaluate("resets()")] == [True]


async def test_a_new_connection_takes_over_without_anybody_noticing(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, renewAfter=300)
    while peer.opened < 4:
        await peer.say("general", "text")
        await page.evaluate("parley.say('general', 'own')")
        await asyncio.sleep(0.01)
    await until(page, f"posts().filter((state) => state === 'sent').length === {len(peer.room('general').log)} / 2")
    await until(page, f"seqs().length === {len(peer.room('general').log)}")
    assert await page.evaluate("seqs()") == list(range(1, len(peer.room("general").log) + 1))
    assert set((await page.evaluate("states()"))[1:]) == {"online"}
    await peer.until(lambda: len(peer.guests) == 1)


async def test_a_renewal_that_fails_leaves_the_old_line_alone(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, renewAfter=200, patience=200)
    async with page.expect_console_message(lambda message: "WebSocket connection" in message.text):
        peer.stop_listening()
    await peer.say("general", "still here")
    assert await until(page, "seqs().length && seqs()") == [1]
    assert await page.evaluate("parley.state.state") == "online"
    await peer.listen()
    await peer.until(lambda: peer.opened >= 2)


async def test_a_dead_line_is_noticed_when_the_page_wakes_up(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, patience=400)
    peer.deaf = True
    await page.evaluate("dispatchEvent(new Event('online'))")
    await until(page, "parley.state.state !== 'online'")
    peer.deaf = False
    await until(page, "parley.state.state === 'online'")
    await peer.say("general", "hello")
    assert await until(page, "seqs().length && seqs()") == [1]


async def test_a_dead_line_is_noticed_when_something_is_said(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, patience=200)
    peer.deaf = True
    await page.evaluate("parley.say('general', 'anybody?')")
    await until(page, "parley.state.state !== 'online'")
    assert [request["action"] for request in peer.requests[:3]] == ["joinRoom", "sendMessage", "ping"]
    peer.deaf = False
    await until(page, "posts().includes('sent')")


async def test_waking_up_ends_the_pause(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, firstPause=60_000, longestPause=60_000)
    await peer.hang_up()
    await until(page, "parley.state.state === 'waiting'")
    await peer.listen()
    await page.evaluate("dispatchEvent(new Event('online'))")
    await until(page, "parley.state.state === 'online'")


async def test_the_pauses_grow_and_differ(modules: Page) -> None:
    pauses = await modules.evaluate(
        """async () => {
          const { backoff, TIMING } = await import("/parley/timing.js");
          const of = (random) => [0, 1, 2, 3, 4, 5, 6, 60].map((tries) => backoff(tries, TIMING, () => random));
          return [of(0), of(1)];
        }"""
    )
    assert pauses[1] == [1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]
    assert pauses[0] == [each / 4 for each in pauses[1]]


@pytest.mark.parametrize("name", ["Zoë (home)", "名前", "a%2Fb", "O'Neil*!", "مها", "😀 x"])
async def test_any_name_travels(windows: Windows, peer: Peer, name: str) -> None:
    await start(windows, peer, name)
    assert peer.guests[0].name == name


async def test_an_expired_sign_in_connects_again_and_loses_nothing(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    peer.refusals = [{"code": "expired", "retry": False, "message": "connect again"}]
    await page.evaluate("parley.say('general', 'hello')")
    await until(page, "posts().includes('sent')")
    assert await page.evaluate("posts()") == ["pending", "sent"]
    assert peer.opened == 2
