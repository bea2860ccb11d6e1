"""What people do together on the page, through the deployed stack: browsers, the gateway, the functions, the table."""

import base64
import re
import secrets
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from local.stack import Stack
from tests.browser.conftest import Windows
from tests.browser.person import say, texts

pytestmark = pytest.mark.asyncio(loop_scope="session")

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest_asyncio.fixture(loop_scope="session")
async def people(chromium: Browser, stack: Stack) -> AsyncIterator[Windows]:
    """Pages of the deployed stack."""
    assert stack.endpoints.web
    windows = Windows(chromium, stack.endpoints.web.rstrip("/"))
    yield windows
    await windows.close()


@pytest.fixture
def room() -> str:
    return f"room-{secrets.token_hex(6)}"


def someone(name: str) -> str:
    """A name that nobody else has: rooms and roles are the user's, and the table is everyone's."""
    return f"{name} {secrets.token_hex(3)}"


def row(page: Page, text: str) -> Locator:
    return page.locator("#rows .row").filter(has=page.locator(".text", has_text=text))


async def do(page: Page, text: str, what: str) -> None:
    await row(page, text).first.hover()
    await row(page, text).first.get_by_role("button", name=what, exact=True).click()


async def test_two_people_answer_react_edit_and_erase(people: Windows, room: str) -> None:
    ana, ben = await people.enter(someone("Ana"), room), await people.enter(someone("Ben"), room)
    await say(ana, "Tea or cofee?")
    await expect(row(ben, "Tea or cofee?")).to_be_visible()
    await ana.press("#text", "ArrowUp")
    await ana.get_by_label("Edit message").fill("Tea or coffee?")
    await ana.keyboard.press("Enter")
    await expect(row(ben, "Tea or coffee?").locator(".edited")).to_be_visible()
    await do(ben, "Tea or coffee?", "Reply")
    await say(ben, "Tea, please")
    await expect(row(ana, "Tea, please").locator(".quote")).to_contain_text("Tea or coffee?")
    await expect(ana.locator("#rows .replies")).to_have_text("1 reply")
    await do(ana, "Tea, please", "React")
    await ana.locator(".picker button", has_text="🎉").click()
    await ben.locator(".chip", has_text="🎉1").click()
    await expect(ana.locator(".chip")).to_have_text("🎉2")
    await do(ben, "Tea, please", "Erase")
    await ben.get_by_role("dialog").get_by_role("button", name="Erase").click()
    late = await people.enter(someone("Zoe"), room)
    for page in (ana, ben, late):
        await expect(page.locator("#rows .text")).to_contain_text(["Tea or coffee?", "This message was erased"])
        await expect(page.locator(".chip")).to_have_count(0)


async def test_a_picture_goes_through_the_bucket(people: Windows, room: str) -> None:
    ana, ben = await people.enter(someone("Ana"), room), await people.enter(someone("Ben"), room)
    await ana.set_input_files("#attach-file", FilePayload(name="dot.png", mimeType="image/png", buffer=DOT))
    await say(ana, "my dot")
    for page in (ana, ben):
        await expect(page.locator("#rows .text")).to_have_text(["my dot"], timeout=60_000)
        await expect(page.locator("#rows .file img")).to_be_visible(timeout=60_000)
        assert await page.locator("#rows .file img").evaluate("(image) => image.naturalWidth") == 1
    await expect(ana.locator("#uploads li")).to_have_count(0)


async def test_a_direct_message_reaches_who_is_elsewhere_and_is_read_on_all_devices(people: Windows, room: str) -> None:
    name = someone("Ben")
    ana, ben = await people.enter(someone("Ana"), room, width=1400), await people.enter(name, room)
    phone = await people.enter(name, f"{room}-2", width=360)
    await ana.locator("#people").get_by_role("button", name=name).click()
    await ana.get_by_role("menuitem", name="Message").click()
    await ana.get_by_role("dialog").get_by_label("Message", exact=True).fill("psst")
    await ana.get_by_role("dialog").get_by_role("button", name="Send").click()
    await expect(ana.locator("#room-name")).to_have_text(name)
    for page in (ben, phone):
        await expect(page.locator(".toast")).to_contain_text("psst")
        await expect(page).to_have_title(re.compile(r"^\(1\) "))
    await ben.click("#direct a")
    await expect(ben.locator("#rows .text")).to_have_text(["psst"])
    await say(ben, "what?")
    await expect(ana.locator("#rows .text")).to_have_text(["psst", "what?"])
    await expect(phone).to_have_title(re.compile(r"^#"))


async def test_unread_is_counted_and_ends_where_it_is_read(people: Windows, room: str) -> None:
    name = someone("Ana")
    ana, ben = await people.enter(name, room), await people.enter(someone("Ben"), room)
    await say(ben, "one")
    await expect(ana.locator("#rows .text")).to_have_text(["one"])
    await ana.fill("#enter-room", f"{room}-2")
    await ana.press("#enter-room", "Enter")
    await expect(ana.locator("#room-name")).to_have_text(f"{room}-2")
    await say(ben, "two")
    await ben.type("#text", "@An")
    await ben.keyboard.press("Enter")
    await ben.keyboard.type("three")
    await ben.keyboard.press("Enter")
    await expect(ana.get_by_label("2 unread, 1 for you")).to_be_visible()
    again = await people.enter(name, f"{room}-2")
    await expect(again.get_by_label("2 unread, 1 for you")).to_be_visible()
    await ana.locator("#rooms a", has_text=re.compile(f"^{room}[0-9]")).click()
    await expect(ana.locator("#rows .row:has(.fresh) .text")).to_have_text("two")
    for page in (ana, again):
        await expect(page.locator("#rooms .unread")).to_have_count(0)


async def test_who_is_put_out_is_told_why_and_comes_back(people: Windows, room: str) -> None:
    name = someone("Ben")
    ana, ben = await people.enter(someone("Ana"), room, width=1400), await people.enter(name, room)
    await ana.locator("#people").get_by_role("button", name=name).click()
    await ana.get_by_role("menuitem", name="Put out").click()
    await ana.get_by_role("dialog").get_by_label("Why").fill("tea time")
    await ana.get_by_role("dialog").get_by_role("button", name="Put out").click()
    await expect(ben.locator("#out-text")).to_have_text("You were put out of this room: tea time")
    await expect(ana.locator("#people li")).to_have_count(1)
    await say(ana, "quiet now")
    await expect(ana.locator("#rows .text").last).to_have_text("quiet now")
    await ben.click("#out-retry")
    await expect(ben.locator("#rows .text").last).to_have_text("quiet now")
    await expect(ana.locator("#people li")).to_have_count(2)


async def test_what_was_done_meanwhile_is_there_after_offline(people: Windows, room: str) -> None:
    ana, ben = await people.enter(someone("Ana"), room), await people.enter(someone("Ben"), room)
    for text in ("first", "second"):
        await say(ana, text)
    await expect(ben.locator("#rows .text")).to_have_text(["first", "second"])
    await ben.context.set_offline(True)
    await ben.evaluate("dispatchEvent(new Event('offline'))")
    await expect(ben.locator("#line-text")).to_have_text("Offline", timeout=60_000)
    await say(ben, "kept")
    await expect(ben.locator("#posts .pending")).to_have_count(1)
    await ana.press("#text", "ArrowUp")
    await ana.get_by_label("Edit message").fill("second, better")
    await ana.keyboard.press("Enter")
    await expect(ana.locator("#rows .edited")).to_have_count(1)
    await do(ana, "first", "Erase")
    await ana.get_by_role("dialog").get_by_role("button", name="Erase").click()
    await expect(ana.locator("#rows .gone")).to_have_count(1)
    await say(ana, "third")
    await expect(ana.locator("#rows .row")).to_have_count(3)
    await ben.context.set_offline(False)
    await expect(ben.locator("#line-text")).to_have_text("Connected", timeout=60_000)
    for page in (ana, ben):
        await expect(page.locator("#rows .row")).to_have_count(4)
        await expect(page.locator("#posts .row")).to_have_count(0)
    assert await texts(ana) == await texts(ben)
    assert (await texts(ben))[0] == "This message was erased" and (await texts(ben))[3] == "kept"
