"""The stretch of a long log that is drawn: it follows the reader, who does not notice."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say

pytestmark = pytest.mark.asyncio(loop_scope="session")

MESSAGES = 500
NOON = 1_790_000_000
# Goes half a screen at a time until a row of that seq is drawn.
# Says by how much what one reads has jumped, and how many rows there were at most.
GO = """
async (seq) => {
  const log = document.querySelector("#log");
  const all = () => [...document.querySelectorAll("#rows .row")];
  const place = (row) => row.querySelector(".body").getBoundingClientRect().top;
  const frame = () => new Promise(requestAnimationFrame);
  const { top, bottom, height } = log.getBoundingClientRect();
  let [jumped, most] = [0, 0];
  for (let tries = 0; tries < 2000 && !all().some((row) => row.said.seq === seq); tries++) {
    const seen = all().find((row) => place(row) > top + height / 2 - 40);
    const way = seq < seen.said.seq ? -1 : 1;
    const goal = log.scrollTop + (way * height) / 2;
    const before = place(seen);
    const room = goal >= 0 && goal <= log.scrollHeight - log.clientHeight;
    log.scrollTop = goal;
    const steps = [];
    for (let count = 0; count < 3; count++) {
      await frame();
      if (seen.isConnected && room) jumped = Math.max(jumped, Math.abs(place(seen) - before + (way * height) / 2));
    }
    if (!seen.isConnected) jumped = Infinity;
    most = Math.max(most, all().length);
  }
  return { jumped, most, there: all().some((row) => row.said.seq === seq) };
}
"""
# Of each row that is drawn, what depends on the row before it.
EDGES = """
() => [...document.querySelectorAll("#rows .row")].map((row) => [
  row.said.seq, Boolean(row.querySelector(".day")), row.matches(".together"), Boolean(row.querySelector(".fresh")),
])
"""


def fill(peer: Peer, messages: int = MESSAGES) -> None:
    """Writes a long log over three weeks, in which each person says some things in a row."""
    for n in range(messages):
        text, at = f"message {n} " + "long " * (n % 40), NOON + n // 4 * 8_000 + n % 4
        peer.write("general", text, f"Person {n // 4 % 3}", at)


async def go(page: Page, seq: int) -> None:
    """Scrolls until this entry is drawn; meanwhile nothing jumps, and there are never many rows."""
    found: dict[str, Any] = await page.evaluate(GO, seq)
    assert found["there"]
    assert found["jumped"] < 2
    assert found["most"] <= 300


async def drawn(page: Page) -> list[int]:
    """The seqs that are drawn, in the order of the page."""
    return [edge[0] for edge in await page.evaluate(EDGES)]


async def test_few_rows_are_drawn_and_the_place_is_kept_both_ways(windows: Windows, peer: Peer) -> None:
    fill(peer)
    page = await windows.enter("Ana")
    await go(page, 1)
    shown = await drawn(page)
    assert shown == list(range(1, len(shown) + 1))
    fetched = len(peer.asked("history"))
    await go(page, MESSAGES)
    shown = await drawn(page)
    assert shown == list(range(MESSAGES + 1 - len(shown), MESSAGES + 1))
    assert len(peer.asked("history")) == fetched
    await page.evaluate("document.querySelector('#log').scrollTop = 1e6")
    await expect(page.locator("#newer")).to_be_hidden()


async def test_what_is_said_meanwhile_is_counted_and_the_newest_comes_at_once(windows: Windows, peer: Peer) -> None:
    fill(peer, 400)
    page = await windows.enter("Ana")
    await go(page, 100)
    assert 400 not in await drawn(page)
    read = peer.room("general").read["guest:ana"]
    await peer.say("general", "one")
    await expect(page.locator("#newer")).to_have_text("1 new message")
    await peer.say("general", "two")
    await expect(page.locator("#newer")).to_have_text("2 new messages")
    assert 401 not in await drawn(page)
    assert peer.room("general").read["guest:ana"] == read
    await page.click("#newer")
    await expect(page.locator("#rows .row").last).to_contain_text("two")
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    await expect(page.locator("#newer")).to_be_hidden()
    assert await drawn(page) == list(range(353, 403))
    await go(page, 100)
    await say(page, "mine")  # whoever speaks wants to see it
    await expect(page.locator("#rows .row").last).to_contain_text("mine")
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    await expect(page.locator("#posts .row")).to_have_count(0)


async def test_what_was_said_meanwhile_stands_below_when_one_comes_down(windows: Windows, peer: Peer) -> None:
    fill(peer, 400)
    page = await windows.enter("Ana")
    await go(page, 100)
    for n in range(60):
        await peer.say("general", f"news {n}")
    await expect(page.locator("#newer")).to_have_text("60 new messages")
    lowest = (await drawn(page))[-1]
    await page.evaluate("document.querySelector('#log').scrollTop = 1e6")  # the end of what is drawn is not the end
    await expect(page.locator(f'#rows [data-seq="{lowest + 1}"]')).to_have_count(1)
    await expect(page.locator(f'#rows [data-seq="{lowest}"]')).to_be_in_viewport()
    await expect(page.locator("#newer")).to_have_text("60 new messages")
    assert peer.room("general").read["guest:ana"] <= 400
    await go(page, 460)
    await peer.say("general", "the last")
    await expect(page.locator("#rows .row").last).to_contain_text("the last")
    shown = await drawn(page)
    assert shown == list(range(shown[0], 462))


async def test_days_groups_and_the_unread_line_are_right_at_the_edges(windows: Windows, peer: Peer) -> None:
    fill(peer, 400)
    peer.room("general").read["guest:ana"] = 360
    page = await windows.enter("Ana")
    whole: dict[int, list[Any]] = {}
    await expect(page.locator("#rows .row:has(.fresh)")).to_have_attribute("data-seq", "361")
    for seq in (150, 1, 400):
        await go(page, seq)
        edges = await page.evaluate(EDGES)
        assert edges[0][1:3] == [True, False]  # whatever is on top says which day it is
        for edge in edges[1:]:
            assert whole.setdefault(edge[0], edge) == edge
    assert [seq for seq, edge in whole.items() if edge[3]] == [361]
    assert {edge[2] for edge in whole.values()} == {True, False}


async def test_one_jumps_to_what_is_not_drawn(windows: Windows, peer: Peer) -> None:
    fill(peer, 400)
    peer.write("general", "about the second", reply=2)
    page = await windows.enter("Ana")
    await page.locator('#rows [data-seq="401"] .quote').click()
    target = page.locator('#rows [data-seq="2"]')
    await expect(target).to_be_focused()
    await expect(target).to_be_in_viewport()
    assert 401 not in await drawn(page)
    await expect(page.locator("#start")).to_have_text("The beginning of #general")
    await go(page, 401)
    await page.locator('#rows [data-seq="401"] .quote').click()
    await expect(target).to_be_focused()
    await page.keyboard.press("End")
    await expect(page.locator('#rows [data-seq="401"]')).to_be_focused()
    await expect(page.locator('#rows [data-seq="401"]')).to_be_in_viewport()


async def test_the_focus_is_not_lost_with_its_row_nor_is_an_edit(windows: Windows, peer: Peer) -> None:
    fill(peer, 400)
    peer.room("general").append("Ana", "message", text="mine")
    page = await windows.enter("Ana")
    await page.focus('#rows [data-seq="400"]')
    await go(page, 100)
    await expect(page.locator("#log")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    focused = page.locator("#rows .row:focus")
    await expect(focused).to_be_in_viewport()  # one goes on where one reads
    await page.keyboard.press("End")
    await page.keyboard.press("e")
    await page.keyboard.type(" and more")
    await go(page, 100)
    await expect(page.locator("#log")).to_be_focused()
    await expect(page.locator(".edit")).to_have_count(0)
    await page.evaluate("document.querySelector('#newer').click()")
    await expect(page.get_by_label("Edit message")).to_have_value("mine and more")
