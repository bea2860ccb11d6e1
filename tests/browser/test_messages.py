"""What one does with messages on the page: reply, thread, react, edit, erase, by pointer and by key."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


def row(page: Page, text: str) -> Locator:
    return page.locator("#rows .row").filter(has=page.locator(".text", has_text=text))


async def do(page: Page, text: str, what: str) -> None:
    """Uses the bar of the message with this text."""
    await row(page, text).hover()
    await row(page, text).get_by_role("button", name=what, exact=True).click()


async def test_a_message_is_answered(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana"), await windows.enter("Ben")
    await say(ana, "Tea or coffee?")
    await do(ben, "Tea or coffee?", "Reply")
    await expect(ben.locator("#replying-text")).to_contain_text("Tea or coffee?")
    await say(ben, "Tea")
    await expect(ben.locator("#replying")).to_be_hidden()
    await expect(row(ana, "Tea").last.locator(".quote")).to_contain_text("Tea or coffee?")
    await expect(row(ana, "Tea or coffee?").first.locator(".replies")).to_have_text("1 reply")
    assert peer.asked("sendMessage")[-1]["reply"] == 1
    await do(ben, "Tea or coffee?", "Reply")
    await ben.keyboard.press("Escape")
    await expect(ben.locator("#replying")).to_be_hidden()
    await say(ben, "Aside")
    await peer.until(lambda: len(peer.asked("sendMessage")) == 3)
    assert "reply" not in peer.asked("sendMessage")[-1]


async def test_a_thread_has_its_own_panel_on_both_sides(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana", width=1400), await windows.enter("Ben", width=1400)
    await say(ana, "Where do we meet?")
    await do(ben, "Where do we meet?", "Open the thread")
    await expect(ben.locator("#thread-rows .text")).to_have_text(["Where do we meet?"])
    await ben.fill("#thread-text", "At the lake")
    await ben.press("#thread-text", "Enter")
    await expect(ben.locator("#thread-rows .text")).to_have_text(["Where do we meet?", "At the lake"])
    await ana.locator("#rows .replies").click()
    await expect(ana.locator("#thread-rows .text")).to_have_text(["Where do we meet?", "At the lake"])
    await ana.fill("#thread-text", "Fine")
    await ana.press("#thread-text", "Enter")
    for page in (ana, ben):
        await expect(page.locator("#thread-rows .text")).to_have_text(["Where do we meet?", "At the lake", "Fine"])
        await expect(page.locator("#rows .replies")).to_have_text("2 replies")
    await ben.keyboard.press("Escape")
    await expect(ben.locator("#panel")).to_be_hidden()


async def test_reactions_are_given_joined_and_taken_back(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana"), await windows.enter("Ben")
    await say(ana, "It works")
    await do(ben, "It works", "React")
    await ben.locator(".picker button", has_text="🎉").click()
    await expect(ana.locator(".chip")).to_have_text("🎉1")
    await expect(ben.locator(".chip")).to_have_attribute("aria-pressed", "true")
    await ana.locator(".chip").click()
    await expect(ben.locator(".chip")).to_have_text("🎉2")
    await ben.locator(".chip").click()
    await expect(ana.locator(".chip")).to_have_text("🎉1")
    await ana.locator(".chip").click()
    for page in (ana, ben):
        await expect(page.locator(".chip")).to_have_count(0)


async def test_a_message_is_edited_in_its_place(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana"), await windows.enter("Ben")
    await say(ana, "Helo")
    await expect(row(ben, "Helo")).to_be_visible()
    await ana.press("#text", "ArrowUp")
    edit = ana.get_by_label("Edit message")
    await expect(edit).to_be_focused()
    await expect(edit).to_have_value("Helo")
    await peer.tell("general", peer.room("general").append("Ben", "reacted", target=1, reaction="👍", on=True))
    await expect(ana.locator(".chip")).to_have_count(1)
    await expect(edit).to_be_focused()  # although the row was drawn anew
    await edit.fill("Hello")
    await edit.press("Enter")
    for page in (ana, ben):
        await expect(page.locator("#rows .text")).to_contain_text(["Hello"])
        await expect(page.locator("#rows .edited")).to_have_count(1)
    await expect(ana.locator("#text")).to_be_focused()
    await ana.press("#text", "ArrowUp")
    await ana.keyboard.type(" again")
    await ana.keyboard.press("Escape")
    await expect(ana.locator(".edit")).to_have_count(0)
    assert len(peer.asked("editMessage")) == 1


async def test_an_edit_that_is_refused_keeps_what_was_written(windows: Windows, peer: Peer) -> None:
    ana = await windows.enter("Ana")
    await say(ana, "Helo")
    await expect(ana.locator("#rows .row")).to_have_count(1)
    await ana.press("#text", "ArrowUp")
    peer.refusals = [{"code": "forbidden", "retry": False, "message": "You are muted."}]
    await ana.get_by_label("Edit message").fill("Hello")
    await ana.get_by_role("button", name="Save").click()
    await expect(ana.locator(".edit .fault")).to_have_text("You are muted.")
    await expect(ana.get_by_label("Edit message")).to_have_value("Hello")


async def test_a_message_is_erased_for_everyone(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana"), await windows.enter("Ben")
    await say(ana, "Never mind")
    await expect(row(ben, "Never mind")).to_be_visible()
    await row(ben, "Never mind").hover()
    await expect(row(ben, "Never mind").get_by_role("button", name="Reply")).to_be_visible()
    await expect(row(ben, "Never mind").get_by_role("button", name="Erase")).to_have_count(0)
    await do(ana, "Never mind", "Erase")
    await expect(ana.get_by_role("dialog")).to_contain_text("Never mind")
    await ana.get_by_role("button", name="Erase", exact=True).last.click()
    for page in (ana, ben):
        await expect(page.locator("#rows .text")).to_have_text(["This message was erased"])


async def test_everything_is_done_by_keys_alone(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana", width=1400), await windows.enter("Ben")
    await say(ben, "first")
    await say(ana, "second")
    await expect(ana.locator("#rows .row")).to_have_count(2)
    keys = ana.keyboard
    await keys.press("Shift+Tab")
    await ana.focus("#log")
    await keys.press("ArrowUp")
    await expect(row(ana, "second")).to_be_focused()
    await keys.press("ArrowUp")
    await expect(row(ana, "first")).to_be_focused()
    await keys.press("+")
    await keys.press("ArrowRight")
    await keys.press("Enter")
    await expect(ben.locator(".chip")).to_have_count(1)
    await expect(row(ana, "first")).to_be_focused()
    await keys.press("r")
    await keys.type("an answer")
    await keys.press("Enter")
    await expect(row(ben, "an answer").locator(".quote")).to_contain_text("first")
    await expect(row(ana, "an answer")).to_be_visible()
    await ana.focus("#log")
    await keys.press("ArrowUp")
    await keys.press("e")
    await keys.type("!")
    await keys.press("Enter")
    await expect(row(ben, "an answer!")).to_be_visible()
    await expect(ana.locator("#text")).to_be_focused()
    await ana.focus("#log")
    await keys.press("ArrowUp")
    await keys.press("Delete")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(ben.locator("#rows .text").last).to_have_text("This message was erased")
