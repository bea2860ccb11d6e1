"""Takes the screenshots in docs/screenshots/, when the page looks otherwise: `python -m tests.browser.screenshots`."""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import async_playwright

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
    "settings": ("settings", False),
    "upload": ("upload", False),
    "offline": ("offline", False),
    "empty": ("empty", False),
    "refused": ("refused", True),
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
            port = Ports.free().web
            async with Peer() as peer:
                furnish(peer)
                with Web(WEB, port, peer.url):
                    windows = Windows(browser, f"http://127.0.0.1:{port}")
                    state, dark = PICTURES[name]
                    page = await STATES[state](windows, peer, dark)
                    await page.screenshot(path=folder / f"{name}.png", animations="disabled", caret="hide")
                    for context in windows.contexts:
                        await context.close()
            print(folder / f"{name}.png")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(take(FOLDER, sys.argv[1:] or list(PICTURES)))
