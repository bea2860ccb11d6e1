"""docs/embed.md, as it is printed: the library in a page of somebody's own, whose server hands out tokens."""

import time

import jwt
import pytest
from playwright.async_api import Page, expect

from tests.browser.client import start
from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.printed import blocks, show

pytestmark = pytest.mark.asyncio(loop_scope="session")

(PAGE,), (CHAT,) = blocks("embed.md", "html"), blocks("embed.md", "js")
TOKEN = jwt.encode(
    {"sub": "7", "name": "Ana", "iat": int(time.time()), "exp": int(time.time()) + 3600}, "k" * 32, algorithm="HS256"
)


async def opened(windows: Windows, peer: Peer, site: str, token: str = TOKEN) -> Page:
    """The page at the site, whose server hands out this token; none of it is refused."""
    page = await windows.open()
    code = CHAT.replace("ws://127.0.0.1:8081/live", peer.url)
    assert code != CHAT
    await page.route(f"{site}/chat-token", lambda route: route.fulfill(status=200 if token else 401, body=token))
    await show(page, site, PAGE, {"chat.js": code})
    return page


async def test_one_talks_in_the_page_as_whom_the_app_knows(windows: Windows, peer: Peer, site: str) -> None:
    peer.write("general", "before")
    page = await opened(windows, peer, site)
    await expect(page.locator("#messages li")).to_have_count(1)
    await page.get_by_label("Message").fill("hello from the app")
    await page.keyboard.press("Enter")
    await expect(page.locator("#messages li")).to_have_count(2)
    assert await page.locator("#messages li").last.text_content() == "Ana: hello from the app"
    assert peer.tokens == [TOKEN]
    await expect(page.get_by_role("status")).to_have_text("online")


async def test_what_changes_is_shown_where_it_stands(windows: Windows, peer: Peer, site: str) -> None:
    page = await opened(windows, peer, site)
    await expect(page.get_by_role("status")).to_have_text("online")
    ben = await start(windows, peer, "Ben")
    await ben.evaluate("void parley.say('general', 'tea at four')")
    await expect(page.locator("#messages li")).to_have_text(["Ben: tea at four"])
    await ben.evaluate("parley.edit('general', 1, 'tea at five')")
    await expect(page.locator("#messages li")).to_have_text(["Ben: tea at five"])


async def test_who_is_not_signed_in_to_the_app_is_not_connected(windows: Windows, peer: Peer, site: str) -> None:
    page = await opened(windows, peer, site, token="")
    await expect(page.get_by_role("status")).to_have_text("closed")
    assert peer.opened == 0
    windows.complaints.clear()  # Chromium says of itself that the token was refused
