"""The page on narrow screens, by keyboard, in light and dark."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_narrow_screens_have_the_side_in_a_drawer_that_keys_can_use(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana", width=320, height=600)
    await say(page, "word " * 60 + "https://example.org/" + "x" * 200)
    await expect(page.locator("#rows .row")).to_have_count(1)
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    await expect(page.locator("#side")).to_be_hidden()
    await page.focus("#side-open")
    await page.keyboard.press("Enter")
    await expect(page.locator("#rooms a")).to_be_focused()
    await expect(page.locator("#side-open")).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Escape")
    await expect(page.locator("#side")).to_be_hidden()
    await expect(page.locator("#side-open")).to_be_focused()


CONTRAST = """
() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = light(getComputedStyle(document.querySelector(".room")).backgroundColor);
  const probe = document.querySelector("#rows .who");
  const found = {};
  for (const tone of ["tone-mine", ...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => `tone-${n}`)]) {
    probe.className = `who ${tone}`;
    found[tone] = light(getComputedStyle(probe).color);
  }
  for (const place of ["#rows .text", "#rows .time", ".head .line", "#rows a"]) {
    found[place] = light(getComputedStyle(document.querySelector(place)).color);
  }
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  return Object.fromEntries(Object.entries(found).map(([what, lum]) => [what, ratio(lum, back)]));
}
"""


@pytest.mark.parametrize("dark", [False, True])
async def test_everything_can_be_read_in_light_and_dark(windows: Windows, peer: Peer, dark: bool) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 at least."""
    peer.write("general", "see https://example.org")
    page = await windows.open("/?name=Ana&room=general", dark=dark)
    await expect(page.locator("#rows .row")).to_have_count(1)
    ratios = await page.evaluate(CONTRAST)
    assert {what: ratio for what, ratio in ratios.items() if ratio < 4.5} == {}
