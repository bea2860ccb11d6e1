"""Writing: what is sent, what is pending, what was refused."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Windows
from tests.browser.peer import Frame, Peer
from tests.browser.person import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_shift_enter_starts_a_new_line_and_white_space_alone_is_not_sent(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await page.press("#text", "Enter")
    await say(page, "   ")
    await page.fill("#text", "")
    await page.type("#text", "one")
    await page.press("#text", "Shift+Enter")
    await page.type("#text", "two")
    await page.press("#text", "Enter")
    await peer.until(lambda: peer.room("general").log)
    assert [request["text"] for request in peer.asked("sendMessage")] == ["one\ntwo"]
    await expect(page.locator("#rows .text")).to_have_text("one\ntwo", use_inner_text=True)


async def test_a_pending_message_is_shown_at_once_and_gives_way_to_the_stored_one(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    held: list[Frame] = []

    def hold(frame: Frame) -> list[Frame]:
        if frame["type"] != "message":
            return [frame]
        held.append(frame)
        return []

    peer.wire = hold
    await say(page, "on its way")
    await expect(page.locator("#posts .pending .text")).to_have_text("on its way")
    await expect(page.locator("#text")).to_have_value("")
    await peer.until(lambda: held)
    peer.wire = lambda frame: [frame]
    await peer.tell("general", held[0])
    await expect(page.locator("#rows .text")).to_have_text(["on its way"])
    await expect(page.locator("#posts .row")).to_have_count(0)


async def test_a_message_that_is_refused_can_be_tried_again_or_discarded(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    refusal = {"code": "forbidden", "retry": False, "message": "you are muted"}
    peer.refusals = [refusal, refusal, refusal]
    await say(page, "first")
    await expect(page.locator("#posts .failed [role=alert]")).to_contain_text("Not sent: you are muted")
    await page.click("#posts >> text=Try again")
    await peer.until(lambda: len(peer.asked("sendMessage")) == 2)
    await expect(page.locator("#posts .failed")).to_have_count(1)
    await say(page, "second")
    await expect(page.locator("#posts .failed")).to_have_count(2)
    await page.locator("#posts .row", has_text="second").get_by_text("Discard").click()
    await page.click("#posts >> text=Try again")
    await expect(page.locator("#rows .text")).to_have_text(["first"])
    await expect(page.locator("#posts .row")).to_have_count(0)


async def test_a_text_that_cannot_be_sent_stays_with_the_reason(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    for text, reason in [("\x1b[31mred", "control characters"), ("ü" * 4097, "2 bytes longer")]:
        await say(page, text)
        await expect(page.locator("#hint-fault")).to_contain_text(reason)
        await expect(page.locator("#text")).to_have_value(text)
    await page.fill("#text", "short")
    await expect(page.locator("#hint-fault")).to_have_text("")
    assert peer.asked("sendMessage") == []
