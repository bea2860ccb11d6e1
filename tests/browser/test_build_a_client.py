"""docs/build-a-client.md, as it is printed, against the deployed chat: each message once, across a lost line."""

import secrets
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from local.stack import Stack
from tests.browser.printed import blocks, lines_of_code, show
from tests.faults.proxy import Proxy, proxy
from tests.stack.peer import peer

(PAGE,), (CLIENT,) = blocks("build-a-client.md", "html"), blocks("build-a-client.md", "js")


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """A page of its own."""
    context = await chromium.new_context()
    yield await context.new_page()
    await context.close()


async def opened(page: Page, stack: Stack, way: Proxy, room: str) -> None:
    """The tutorial's page, from the origin that the chat knows, through a way that can be cut."""
    site = str(stack.endpoints.web)
    socket = way.url.replace("http://", "ws://") + "/live"
    code = CLIENT.replace("ws://127.0.0.1:8081/live", socket).replace('room = "general"', f'room = "{room}"')
    assert code != CLIENT
    await show(page, site, PAGE, {"client.js": code})


def test_it_has_thirty_lines() -> None:
    assert lines_of_code(CLIENT) <= 30


@pytest.mark.asyncio(loop_scope="session")
async def test_it_talks_and_misses_nothing_when_its_line_is_cut(page: Page, stack: Stack) -> None:
    room = f"room-{secrets.token_hex(6)}"
    log = page.locator("#log")
    with proxy(stack.endpoints.websocket) as way:
        async with peer(stack.endpoints.websocket, "Bo") as bo:
            await bo.join(room)
            await bo.say(room, "before")
            await opened(page, stack, way, room)
            await expect(log).to_have_text("Bo: before", use_inner_text=True, timeout=60_000)
            await say(page, "hello")
            await bo.get(type="message", room=room, text="hello")
            way.ill = "reset"
            await say(page, "into a line that breaks")
            await bo.say(room, "meanwhile")
            way.ill = ""
            own = await bo.get(type="message", room=room, text="into a line that breaks")
            assert own["from"]["user"] == "guest:ana"
            await bo.say(room, "after")
            await expect(log).to_contain_text("Bo: after", timeout=60_000)
            said = (await log.inner_text()).split("\n")
    assert said[:2] == ["Bo: before", "Ana: hello"] and sorted(said) == sorted(set(said))
    assert {"Bo: meanwhile", "Ana: into a line that breaks", "Bo: after"} < set(said)


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Message").fill(text)
    await page.keyboard.press("Enter")
