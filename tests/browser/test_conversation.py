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
from tests.stack.tools import BY_HAND, TERMINAL, Tool, tool, wscat

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


async def test_everyone_talks_in_one_room(people: Windows, stack: Stack) -> None:
    """Two browsers, wscat, `python -m websockets` and the terminal client: each hears all the others, in one order."""
    url, room = stack.endpoints.websocket, f"room-{secrets.token_hex(6)}"
    ana, ben = await people.enter("Ana", room), await people.enter("Ben", room)
    async with (
        tool(*wscat(), "-c", f"{url}?guest=Cy") as cy,
        tool(*BY_HAND, f"{url}?guest=Di") as di,
        tool(*TERMINAL, url, "--name", "Eve", "--room", room, typing=True) as eve,
    ):
        for one in (cy, di):
            await one.join(room)
        await expect(ana.locator("#people li")).to_have_count(5, timeout=30_000)
        await say(ana, "Ana in a browser")
        await say(ben, "Ben in a browser")
        await cy.type(action="sendMessage", room=room, id="cy", text="Cy with wscat")
        await di.type(action="sendMessage", room=room, id="di", text="Di with Python")
        await eve.type_line("Eve in the terminal")
        for page in (ana, ben):
            await counted(page, 5)
        in_order = await texts(ana)
        assert await texts(ben) == in_order
        assert {text.split()[0] for text in in_order} == {"Ana", "Ben", "Cy", "Di", "Eve"}
        for one in (cy, di):
            seen = {message["seq"]: message["text"] for message in [await one.see("message") for _ in in_order]}
            assert [seen[seq] for seq in sorted(seen)] == in_order
        await _shown(eve, in_order)


async def _shown(terminal: Tool, lines: list[str]) -> None:
    """What is said stands on the terminal, one's own words too, in the same order."""
    for line in lines:
        await terminal.see_text(line)
