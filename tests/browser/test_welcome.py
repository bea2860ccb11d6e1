"""The first page: who and where, and what is said when it cannot start."""

import json

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_welcome_asks_for_a_name_and_a_room_and_remembers_them(windows: Windows, peer: Peer) -> None:
    page = await windows.open()
    await page.click("text=Come in")
    await expect(page.locator("#welcome-fault")).to_have_text("Please choose a name.")
    await expect(page.locator("#welcome-name")).to_be_focused()
    await page.fill("#welcome-name", "Zoë")
    await page.fill("#welcome-room", "nope!")
    await page.click("text=Come in")
    await expect(page.locator("#welcome-fault")).to_contain_text("hyphens")
    await page.fill("#welcome-room", "#Tea Room")
    await page.click("text=Come in")
    await expect(page.locator("#room-name")).to_have_text("tea-room")
    await expect(page.locator("#self-name")).to_have_text("Zoë")
    await page.goto(page.url.partition("#")[0])
    await expect(page.locator("#room-name")).to_have_text("tea-room")
    await page.click("#change-name")
    await expect(page.locator("#welcome-name")).to_have_value("")
    await expect(page.locator("#welcome-room")).to_have_value("tea-room")


async def test_a_page_without_its_configuration_says_so(windows: Windows, peer: Peer) -> None:
    page = await windows.open()
    foreign = {"websocket": "wss://example.org/live", "guests": False, "signIn": {"issuer": "https://id.example.org"}}
    for answer, sentence in [
        (foreign, "People sign in with https://id.example.org here, and this page cannot do that."),
        ({"websocket": "javascript:alert(1)", "guests": True}, "names no WebSocket address"),
        ("not JSON", "cannot read its config.json"),
    ]:
        body = answer if isinstance(answer, str) else json.dumps(answer)
        await page.route("**/config.json", lambda route, _, body=body: route.fulfill(body=body))
        await page.reload()
        await expect(page.get_by_role("alert")).to_contain_text(sentence)
        await expect(page.get_by_role("button", name="Try again")).to_be_visible()
        await page.unroute("**/config.json")
    await page.reload()
    await expect(page.locator("#welcome")).to_be_visible()


async def test_an_address_that_names_no_room_asks_for_one(windows: Windows, peer: Peer) -> None:
    page = await windows.open("/?room=nope!")
    await expect(page.locator("#welcome-room")).to_have_value("general")
    await page.evaluate("localStorage.setItem('parley.room', '../x')")
    await page.reload()
    await expect(page.locator("#welcome-room")).to_have_value("general")
    await page.evaluate("localStorage.setItem('parley.room', 'tea')")
    await page.goto(page.url.replace("room=nope!", "name=Ana"))
    await expect(page.locator("#rooms a")).to_have_text(["tea"])
    await expect(page.locator("#room-name")).to_have_text("tea")
