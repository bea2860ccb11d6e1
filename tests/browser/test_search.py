"""Searching in a room, and going to a message however far back."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_is_found_leads_to_its_place(windows: Windows, peer: Peer) -> None:
    for n in range(260):
        peer.write("general", f"the invoice {n}" if n in (3, 240) else f"message {n}")
    page = await windows.enter("Ana", width=1400)
    await page.focus("#log")
    await page.keyboard.press("/")
    await page.keyboard.type("INVOICE")
    await page.keyboard.press("Enter")
    await expect(page.locator("#found .text")).to_have_text(["the invoice 240"])
    await expect(page.locator("#search-fate")).to_have_text("1 found so far")
    await page.click("#found-more")
    await expect(page.locator("#search-fate")).to_have_text("1 found so far")
    await page.click("#found-more")
    await expect(page.locator("#found .text")).to_contain_text(["the invoice 3"])
    await expect(page.locator("#search-fate")).to_have_text("2 found")
    await page.locator("#found .row", has_text="the invoice 3").click()
    await expect(page.locator("#rows .row", has_text="the invoice 3")).to_be_in_viewport()
    await page.fill("#search-text", "nothing of this kind")
    await page.press("#search-text", "Enter")
    await expect(page.locator("#search-fate")).to_have_text("Nothing found so far")
    await page.fill("#enter-room", "tea")
    await page.press("#enter-room", "Enter")
    await expect(page.locator("#found .row")).to_have_count(0)


async def test_a_link_to_a_message_leads_to_it(windows: Windows, peer: Peer) -> None:
    for n in range(120):
        peer.write("general", f"message {n}")
    page = await windows.open("/?name=Ana&room=general&at=5")
    await expect(page.locator("#rows .row[data-seq='5']")).to_be_in_viewport()


async def test_the_shortcuts_are_listed(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await page.keyboard.press("Control+/")
    await expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("find a room")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.locator("#text")).to_be_focused()
