"""What the browser tests stand on: a headless Chromium, the page under its policy, a service of the test's own."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright, expect

from local.ports import Ports
from local.web import Web
from tests.browser.chromium import find
from tests.browser.peer import Peer
from tests.parts import downloads
from tests.parts.absent import Absent, give_up

WEB = Path(__file__).parents[2] / "web"
# What Chromium says by itself about a line that is down; a page cannot keep it from doing so.
LINE_DOWN = re.compile(r"WebSocket connection to '[^']*' failed")

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One headless Chromium for all tests of this process."""
    async with async_playwright() as playwright:
        try:
            executable = find(playwright.chromium.executable_path)
        except Absent as absent:
            give_up(absent)
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = await playwright.chromium.launch(executable_path=executable, headless=True, args=arguments)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def peer() -> AsyncIterator[Peer]:
    """A service that speaks the protocol, on a free port."""
    async with Peer() as peer:
        yield peer


@pytest.fixture
def site(peer: Peer) -> Iterator[str]:
    """The page's URL: web/ as it is served on a laptop, with the peer as its service."""
    port = Ports.free().web
    with Web(WEB, port, peer.url):
        yield f"http://127.0.0.1:{port}"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def modules(chromium: Browser) -> AsyncIterator[Page]:
    """A page that only imports modules; nothing answers behind it."""
    port = Ports.free().web
    with Web(WEB, port, f"ws://127.0.0.1:{port}"):
        page = await chromium.new_page()
        await page.goto(f"http://127.0.0.1:{port}")
        yield page
        await page.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of the accessibility checker."""
    try:
        return downloads.axe().read_text()
    except Absent as absent:
        give_up(f"axe-core: {absent}")


class Windows:
    """Opens pages, each for a person of their own, and hears every complaint of theirs."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []
        self._browser = browser
        self._site = site

    async def open(self, path: str = "/", width: int = 1000, height: int = 700, dark: bool = False) -> Page:
        """A page in a context of its own."""
        context = await self._browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="en-GB"
        )
        self.contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(self._site + path)
        return page

    async def enter(self, name: str, room: str = "general", width: int = 1000, height: int = 700) -> Page:
        """A page on which this person has entered this room."""
        page = await self.open(f"/?name={name}&room={room}", width, height)
        await page.locator("#people li").first.wait_for(state="attached", timeout=30_000)
        return page

    async def close(self) -> None:
        """Closes all of them; none may have complained."""
        for context in self.contexts:
            await context.close()
        assert self.complaints == []

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not LINE_DOWN.search(message.text):
            self.complaints.append(message.text)


@pytest_asyncio.fixture(loop_scope="session")
async def windows(chromium: Browser, site: str) -> AsyncIterator[Windows]:
    """Pages of this test; that none of them complains (errors, violations of the policy) is part of every test."""
    windows = Windows(chromium, site)
    yield windows
    await windows.close()
