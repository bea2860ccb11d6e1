"""Texts that try to be more than text."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say, texts

pytestmark = pytest.mark.asyncio(loop_scope="session")


HOSTILE = [
    "<script>document.title = 'owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\u202eright to left override\u202c and \u2066isolate",
    "e" + "\u0301" * 4000,
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿👍🏽",
    "\x1b[31mred\x1b[0m \x07",
    "{{7*7}} ${7*7} %s '; DROP TABLE rooms; --",
    "W" * 8000,
    "&amp; &lt;b&gt;",
    'javascript:alert(1) https://example.org/"onmouseover="x',
    "  leading and\ttab\n\n\nlines  ",
    "\u200b\u200d\ufeff",
]


async def test_hostile_texts_are_text(windows: Windows, peer: Peer) -> None:
    for text in HOSTILE:
        peer.write("general", text, "<b>Eve</b>")
    page = await windows.enter("Ana")
    await peer.say("general", "x" + "\u0300\u0301\u0302" * 3333, "Eve")
    await expect(page.locator("#rows .row")).to_have_count(len(HOSTILE) + 1)
    assert (await texts(page))[:-1] == HOSTILE
    await expect(page).to_have_title("#general · Parley")
    assert await page.locator("#rows :is(script, img, b, style, svg, iframe)").count() == 0
    assert await page.locator("#rows a").evaluate_all("(links) => links.map((each) => [each.protocol, each.rel])") == [
        ["https:", "noopener noreferrer"]
    ]
    await expect(page.locator("#rows .who").first).to_have_text("<b>Eve</b>")
    assert (
        await page.evaluate(
            "(() => { const log = document.querySelector('#log'); return log.scrollWidth - log.clientWidth })()"
        )
        == 0
    )


async def test_hostile_texts_are_sent_byte_for_byte(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    sendable = [text for text in HOSTILE if "\x1b" not in text and text == text.rstrip() and "\ufeff" not in text]
    for text in sendable:
        await say(page, text)
    await expect(page.locator("#rows .row")).to_have_count(len(sendable), timeout=15_000)
    assert [message["text"] for message in peer.room("general").log] == sendable
