"""The page of figures: what it shows, to whom, and that it goes on."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from local.figures import Figures
from local.ports import Ports
from local.web import Web
from tests.browser.axe import judge
from tests.browser.conftest import WEB, Windows
from tests.local.test_figures import record

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def figures() -> Figures:
    """Five minutes in which people have talked."""
    figures, now = Figures(), time.time()
    for ago in range(295, 0, -5):
        busy = 1 + (ago % 60) // 6
        figures.take(record(now - ago, messages=busy, delivered=busy * 8, fan_out_ms=[4.0 + ago % 7, 9.0, 12.0 + busy]))
    figures.take(record(now, opened=14, closed=2, error_rate_limited=3))
    return figures


@pytest.fixture
def port() -> int:
    """Where it is served."""
    return Ports.free().web


@pytest.fixture
def web(figures: Figures, port: int) -> Iterator[Web]:
    """What serves it, with these figures."""
    with Web(WEB, port, f"ws://127.0.0.1:{port}").showing(figures) as web:
        yield web


@pytest.fixture
def site(web: Web, port: int) -> str:
    """The page's URL."""
    return f"http://127.0.0.1:{port}"


async def test_it_shows_what_was_counted_and_goes_on_by_itself(windows: Windows, figures: Figures) -> None:
    page = await windows.open("/figures/")
    await expect(page.locator("#connections .figure")).to_have_text(re.compile("^12"))
    await expect(page.locator("#latency .figure")).to_have_text(re.compile("ms"))
    await expect(page.locator("#troubles")).to_contain_text("error_rate_limited")
    await expect(page.get_by_role("img", name=re.compile("^Messages a second"))).to_be_visible()
    figures.take(record(time.time(), opened=5, messages=100))
    await expect(page.locator("#connections .figure")).to_have_text(re.compile("^17"))


async def test_where_nothing_happened_it_says_so(windows: Windows, web: Web) -> None:
    web.showing(Figures())
    page = await windows.open("/figures/")
    await expect(page.get_by_text("Nothing.")).to_be_visible()
    await expect(page.locator("#latency .figure")).to_have_text(re.compile("^–"))


@pytest.mark.parametrize("dark", [False, True])
async def test_everybody_can_read_it(windows: Windows, axe: str, dark: bool) -> None:
    page = await windows.open("/figures/", dark=dark)
    await expect(page.locator(".chart")).to_have_count(4)
    found = await judge(page, axe)
    assert found["violations"] == []
    assert found["passes"] > 10


async def test_it_fits_a_phone(windows: Windows) -> None:
    page = await windows.open("/figures/", width=320, height=640)
    await expect(page.locator(".chart")).to_have_count(4)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
