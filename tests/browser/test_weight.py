"""What the page weighs: its own files, compressed one by one as CloudFront sends them."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Request, expect

from tests.browser.conftest import WEB, Windows
from tests.browser.peer import Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIRST = 60_000
WHOLE = 100_000
# The server on a laptop sends files as they are. CloudFront compresses them with gzip, or smaller still with Brotli.
LEVEL = 6
LATER = "/page/deeds.js"
# For package managers, editors and type checkers; and what only comes with the first file and the first picture.
UNUSED = {"/package.json", "/parley/types.js", "/page/types.js", "/parley/files.js", "/page/picture.js"}
SIGN_IN = {
    "/page/account.js",
    "/page/sign-in.js",
    "/page/signed-out.js",
    "/parley/bearer.js",
    "/parley/pool.js",
    "/parley/session.js",
}


async def test_a_room_is_shown_with_sixty_thousand_bytes(
    chromium: Browser, windows: Windows, peer: Peer, site: str
) -> None:
    context = await chromium.new_context(viewport={"width": 1000, "height": 700})
    windows.contexts.append(context)
    page = await context.new_page()
    paths: list[str] = []

    def note(request: Request) -> None:
        path = urlsplit(request.url).path
        paths.append("/index.html" if path == "/" else path)

    page.on("request", note)
    await page.goto(site)
    await page.fill("#welcome-name", "Ana")
    await page.keyboard.press("Enter")
    await expect(page.locator("#blank h2")).to_be_visible()
    await expect(page.locator("#people-open")).to_have_attribute("aria-expanded", "false")  # all the rest has come
    loaded = dict.fromkeys(path for path in paths if path != "/config.json")
    unused = {f"/{each.relative_to(WEB)}" for each in WEB.rglob("*.*")} - set(loaded)
    assert unused <= UNUSED | SIGN_IN
    sizes = {path: len(gzip.compress((WEB / path[1:]).read_bytes(), LEVEL)) for path in loaded}
    before = list(sizes)[: list(sizes).index(LATER)]
    first, whole = sum(sizes[path] for path in before), sum(sizes.values())
    print(f"until the room is shown: {first} bytes in {len(before)} files; all: {whole} in {len(sizes)}")
    assert first < FIRST
    assert whole < WHOLE
