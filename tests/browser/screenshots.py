"""Takes the screenshots in docs/screenshots/, when the page looks otherwise: `python -m tests.browser.screenshots`."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from local.ports import Ports
from local.web import Web
from tests.browser.chromium import find
from tests.browser.conftest import WEB, Windows
from tests.browser.peer import Peer
from tests.browser.scene import furnish
from tests.browser.states import STATES
from tests.parts.template import TREE

FOLDER = TREE / "docs" / "screenshots"
# Each picture's state, and whether it is dark.
PICTURES = {
    "light": ("conversation", False),
    "dark": ("conversation", True),
    "actions": ("actions", False),
    "thread": ("thread", False),
    "search": ("search", True),
    "upload": ("upload", False),
    "offline": ("offline", False),
    "empty": ("empty", False),
    "loading": ("loading", False),
    "welcome": ("welcome", False),
    "narrow": ("narrow", False),
    "narrow-rooms": ("narrow-rooms", True),
}


async def take(folder: Path, names: list[str]) -> None:
    """Takes these pictures, each of a page of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        executable = find(playwright.chromium.executable_path)
        browser = await playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name in names:
            await _take(browser, folder / f"{name}.png", *PICTURES[name])
            print(folder / f"{name}.png")
        await browser.close()


async def _take(browser: Browser, file: Path, state: str, dark: bool) -> None:
    port = Ports.free().web
    async with AsyncExitStack() as stack:
        peer = await stack.enter_async_context(Peer())
        furnish(peer)
        stack.enter_context(Web(WEB, port, peer.url))
        for name in ("Ben", "Mira", "Kofi"):
            await stack.enter_async_context(_here(peer, name))
        windows = Windows(browser, f"http://127.0.0.1:{port}")
        page = await STATES[state](windows, peer, dark)
        await page.screenshot(path=file, animations="disabled", caret="hide")
        for context in windows.contexts:
            await context.close()


@asynccontextmanager
async def _here(peer: Peer, name: str) -> AsyncIterator[None]:
    """Somebody else who is in the room."""
    async with connect(peer.url, subprotocols=[Subprotocol("parley.v1"), Subprotocol(f"guest.{name}")]) as socket:
        await socket.send(json.dumps({"action": "joinRoom", "room": "general", "id": "1"}))
        await socket.recv()
        yield


if __name__ == "__main__":
    asyncio.run(take(FOLDER, sys.argv[1:] or list(PICTURES)))
