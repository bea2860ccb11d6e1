"""The page by the keyboard alone: every control can be reached, seen where it is, and left again."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.scene import furnish
from tests.browser.states import conversation, narrow

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What has the focus: its name, whether it can be seen whole, and whether the focus itself can be seen.
FOCUS = """
() => {
  const element = document.activeElement;
  if (element === document.body) return { name: "" }; // round the end
  const { x, y, width, height } = element.getBoundingClientRect();
  const middle = (from, size, most) => from + Math.min(size, most - from) / 2;
  const top = document.elementFromPoint(middle(x, width, innerWidth), middle(y, height, innerHeight));
  const inside = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && width > 0 && height > 0;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const around = getComputedStyle(element.closest(".foot") ?? element.closest(".composer") ?? element).boxShadow;
  const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  return {
    name: element.ariaLabel || element.id || element.textContent.trim().slice(0, 30),
    shown: inside && Boolean(top) && (element.contains(top) || top.contains(element)),
    marked: ring || boxShadow !== "none" || around !== "none",
  };
}
"""
# What a screen reader reads out: what is added to the log while it is not busy, save in what is quiet by itself.
HEAR = """
() => {
  window.heard = [];
  const rows = document.querySelector("#rows");
  const news = (node) => rows.ariaBusy !== "true" && !node.closest?.("[aria-live=off]");
  const hear = (changes) => heard.push(...changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(news));
  new MutationObserver(hear).observe(rows, { childList: true, subtree: true });
}
"""


async def walk(page: Page, key: str, steps: int = 80) -> list[str]:
    """The names of what has the focus, until it comes round to where it began; each is seen, and seen to have it."""
    names: list[str] = []
    for _ in range(steps):
        await page.keyboard.press(key)
        found = await page.evaluate(FOCUS)
        if not found["name"] or found["name"] in names[:1]:
            break
        assert found["shown"] and found["marked"], found
        names.append(found["name"])
    return names


async def test_tab_reaches_everything_and_gets_stuck_nowhere(windows: Windows, peer: Peer) -> None:
    furnish(peer)
    page = await conversation(windows, peer, False)
    await page.focus("#room-new")
    forth = await walk(page, "Tab")
    for name in ("Enter another room", "change-name", "Settings", "This room", "Search in this room"):
        assert name in forth, (name, forth)
    for name in ("Conversation", "Message", "Attach files", "Close"):
        assert name in forth, (name, forth)
    assert any("hills.png" in name for name in forth)  # what is in the log, too
    await page.keyboard.press("Shift+Tab")
    back = await walk(page, "Shift+Tab")
    assert "Message" in back


async def test_panels_open_and_close_by_keys_and_give_the_focus_back(windows: Windows, peer: Peer) -> None:
    furnish(peer)
    page = await narrow(windows, peer, True)
    for opener, inside in [("#people-open", "#panel-close"), ("#search-open", "#search-text")]:
        await page.focus(opener)
        await page.keyboard.press("Enter")
        await expect(page.locator(inside)).to_be_focused()
        await expect(page.locator(opener)).to_have_attribute("aria-expanded", "true")
        await page.keyboard.press("Escape")
        await expect(page.locator("#panel")).to_be_hidden()
        await expect(page.locator(opener)).to_be_focused()
        await expect(page.locator(opener)).to_have_attribute("aria-expanded", "false")


async def test_the_colours_are_chosen_and_kept(windows: Windows, peer: Peer) -> None:
    furnish(peer)
    page = await conversation(windows, peer, False)
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    light = await page.evaluate(ground)
    await page.click("#settings-open")
    await expect(page.get_by_label("As this device")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_label("Dark")).to_be_checked()
    dark = await page.evaluate(ground)
    assert dark != light
    await page.reload()
    assert await page.evaluate(ground) == dark
    await page.click("#settings-open")
    await expect(page.get_by_label("Dark")).to_be_checked()
    await page.get_by_label("As this device").check()
    assert await page.evaluate(ground) == light


async def test_new_messages_are_read_out_and_old_ones_are_not(windows: Windows, peer: Peer) -> None:
    for n in range(120):
        peer.write("general", f"message {n}")
    page = await windows.enter("Ana")
    await expect(page.locator("#rows")).not_to_have_attribute("aria-busy", "true")
    await page.evaluate(HEAR)
    await page.evaluate("document.querySelector('#log').scrollTop = 0")
    await expect(page.locator("#rows .row")).to_have_count(75)
    await peer.say("general", "something new")
    await expect(page.locator("#rows .row")).to_have_count(76)
    heard = await page.evaluate("() => heard.map((node) => node.textContent)")
    assert len(heard) == 1 and "something new" in heard[0]
