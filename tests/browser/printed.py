"""What the documentation prints, taken as it is printed and shown as a page of somebody's own."""

import re
from collections.abc import Mapping
from functools import partial

from playwright.async_api import Page, Route

from tests.parts.template import TREE


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code of a page of docs/ in one language."""
    return re.findall(rf"```{language}\n(.*?)```", (TREE / "docs" / page).read_text(), re.DOTALL)


async def show(page: Page, site: str, html: str, files: Mapping[str, str]) -> None:
    """Shows a document at a site, with these files beside those that are there.

    The document takes the place of one that came from there: Chromium lets no page of unknown origin onto loopback.
    """
    for name, content in {"favicon.ico": "", **files}.items():
        await page.route(f"{site}/{name}", partial(_answer, content))
    await page.goto(f"{site}/config.json")
    await page.set_content(html)


async def _answer(content: str, route: Route) -> None:
    await route.fulfill(body=content, content_type="text/javascript")


def lines_of_code(block: str) -> int:
    """Those that say something: no empty ones, no comments, no lone brackets."""
    said = (line.strip() for line in block.splitlines())
    return sum(bool(line.strip("{}();")) and not line.startswith(("//", "} else")) for line in said)
