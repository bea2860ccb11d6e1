"""Two people talk through the deployed stack: the page, the gateway, the functions, the table."""

import re
import secrets
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from local.stack import Stack
from tests.browser.conftest import Windows
from tests.browser.person import say, texts

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def people(chromium: Browser, stack: Stack) -> AsyncIterator[Windows]:
    """Pages of the deployed stack."""
    assert stack.endpoints.web
    windows = Windows(chromium, stack.endpoints.web.rstrip("/"))
    yield windows
    await windows.close()


async def counted(page: Page, rows: int) -> None:
    # The first call of a function starts an interpreter, which takes a moment on a busy machine.
    await expect(page.locator("#rows .row")).to_have_count(rows, timeout=30_000)


async def test_two_people_talk_through_the_deployed_stack(people: Windows) -> None:
    room = f"room-{secrets.token_hex(6)}"
    ana = await people.enter("Ana", room)
    await expect(ana.locator("#blank h2")).to_have_text("It is quiet here")
    await say(ana, "Is anybody here?")
    await counted(ana, 1)
    await expect(ana.locator("#posts .row")).to_have_count(0)
    ben = await people.enter("Ben", room)
    await counted(ben, 1)
    await expect(ana.locator("#people li")).to_have_text([re.compile("^Ana ?you$"), "Ben"])
    for n in range(5):
        await say(ben, f"ben {n}")
        await say(ana, f"ana {n}\n<b>👩‍👩‍👧‍👦</b>")
    await counted(ana, 11)
    await counted(ben, 11)
    assert await texts(ana) == await texts(ben)
    own = [text for text in await texts(ana) if text.startswith("ana")]
    assert own == [f"ana {n}\n<b>👩‍👩‍👧‍👦</b>" for n in range(5)]


async def test_history_is_there_for_who_comes_later(people: Windows) -> None:
    room = f"room-{secrets.token_hex(6)}"
    ana = await people.enter("Ana (home)", room)
    for n in range(60):
        await ana.evaluate("(text) => document.querySelector('#text').value = text", f"message {n}")
        await ana.press("#text", "Enter")
    await counted(ana, 60)
    late = await people.enter("Zoë", room)
    await counted(late, 50)
    await late.evaluate("document.querySelector('#log').scrollTop = 0")
    await counted(late, 60)
    assert await texts(late) == [f"message {n}" for n in range(60)]
    assert await late.locator("#rows .who").first.text_content() == "Ana (home)"


async def test_a_killed_gateway_loses_nothing_that_was_said_in_a_browser(people: Windows, stack: Stack) -> None:
    room = f"room-{secrets.token_hex(6)}"
    ana, ben = await people.enter("Ana", room), await people.enter("Ben", room)
    await say(ana, "before")
    await counted(ben, 1)
    stack.children["gateway"].process.kill()
    await expect(ana.locator("#line-text")).to_have_text("Reconnecting")
    await say(ana, "kept by Ana")
    await say(ben, "kept by Ben")
    stack.children["gateway"].stop()
    stack.start_gateway()
    for page in (ana, ben):
        await counted(page, 3)
        await expect(page.locator("#posts .row")).to_have_count(0)
        await expect(page.locator("#line-text")).to_have_text("Connected")
    assert await texts(ana) == await texts(ben)
    assert sorted(await texts(ana)) == ["before", "kept by Ana", "kept by Ben"]
