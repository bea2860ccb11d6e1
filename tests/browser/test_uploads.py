"""Files on the page: chosen, pasted, dropped, sent with a text, refused, given up."""

import base64
import re

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = FilePayload(name="dot.png", mimeType="image/png", buffer=DOT)
NOTE = FilePayload(name="note.txt", mimeType="text/plain", buffer=b"milk")

BRING = """
([how, where]) => {
  const data = new DataTransfer();
  data.items.add(new File(["x"], `${how}.txt`, { type: "text/plain" }));
  const event = how === "paste"
    ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector(where).dispatchEvent(event);
}
"""


async def pick(page: Page, *files: FilePayload) -> None:
    await page.set_input_files("#attach-file", list(files))


async def test_a_picture_is_sent_with_a_text_and_seen_by_the_other(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana"), await windows.enter("Ben")
    await pick(ana, PICTURE)
    await expect(ana.locator("#uploads li")).to_contain_text("dot.png")
    await expect(ana.locator("#uploads canvas")).to_be_visible()
    await ana.fill("#text", "my dot")
    await ana.press("#text", "Enter")
    for page in (ana, ben):
        await expect(page.locator("#rows .text")).to_have_text(["my dot"])
        await expect(page.locator("#rows .file img")).to_be_visible()
    await expect(ana.locator("#uploads li")).to_have_count(0)
    assert list(peer.store.files.values()) == [DOT]
    async with ben.context.expect_page() as opened:
        await ben.locator("#rows .file").click()
    page = await opened.value
    await page.wait_for_url(re.compile("/f0$"))


async def test_several_files_come_by_button_paste_and_drop(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await pick(page, NOTE)
    await page.evaluate(BRING, ["paste", "#text"])
    await page.evaluate(BRING, ["drop", "#log"])
    await expect(page.locator("#uploads li bdi")).to_have_text(["note.txt", "paste.txt", "drop.txt"])
    await page.get_by_label("Remove paste.txt").click()
    await page.press("#text", "Enter")
    await expect(page.locator("#rows .file-name")).to_have_text(["note.txt", "drop.txt"])
    await expect(page.locator("#uploads li")).to_have_count(0)
    assert sorted(peer.store.files.values()) == [b"milk", b"x"]


async def test_what_cannot_be_shared_is_not_taken(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await pick(page, FilePayload(name="page.html", mimeType="text/html", buffer=b"<script>"))
    await expect(page.locator(".toast")).to_contain_text("page.html")
    await expect(page.locator("#uploads li")).to_have_count(0)
    assert peer.asked("upload") == []


async def test_a_file_that_could_not_be_sent_is_tried_again(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    peer.refusals = [{"code": "forbidden", "retry": False, "message": "You are muted."}]
    await pick(page, NOTE)
    await page.press("#text", "Enter")
    await expect(page.locator("#uploads [role=alert]")).to_have_text("You are muted.")
    await page.click("#uploads >> text=Try again")
    await expect(page.locator("#rows .file-name")).to_have_text(["note.txt"])


async def test_a_file_waits_in_its_room(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await pick(page, NOTE)
    await page.fill("#enter-room", "tea")
    await page.press("#enter-room", "Enter")
    await expect(page.locator("#room-name")).to_have_text("tea")
    await expect(page.locator("#uploads li")).to_have_count(0)
    await page.click("#rooms a:has-text('general')")
    await expect(page.locator("#uploads li")).to_have_count(1)
