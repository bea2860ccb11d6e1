"""Mentions, typing and notices: who is meant, who writes, and what is said elsewhere."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_names_are_completed_and_mentioned(windows: Windows, peer: Peer) -> None:
    peer.write("general", "before", "Mira Holm")
    ana, ben = await windows.enter("Ana"), await windows.enter("Ben")
    await ana.type("#text", "ask @h")
    await expect(ana.get_by_role("option")).to_have_text(["@Mira Holm"])
    await ana.keyboard.press("Enter")
    await ana.keyboard.type("and @")
    await expect(ana.get_by_role("option")).to_have_text(["@Ben", "@Mira Holm", "@roomeveryone here"])
    await ana.keyboard.press("ArrowDown")
    await ana.keyboard.press("ArrowUp")
    await ana.keyboard.press("Tab")
    await expect(ana.locator("#text")).to_have_value("ask @Mira Holm and @Ben ")
    await ana.keyboard.press("Enter")
    await expect(ben.locator("#rows .row.mentioned .text")).to_have_text("ask @Mira Holm and @Ben")
    assert sorted(peer.asked("sendMessage")[0]["mentions"]) == ["guest:ben", "guest:mira holm"]
    await say(ana, "@room listen")
    await expect(ben.locator("#rows .row.mentioned")).to_have_count(2)
    assert peer.asked("sendMessage")[1]["mentions"] == ["room"]
    await ana.type("#text", "@b")
    await ana.keyboard.press("Escape")
    await expect(ana.get_by_role("listbox")).to_have_count(0)
    await expect(ana.locator("#text")).to_have_value("@b")


async def test_a_mention_elsewhere_is_announced_and_leads_there(windows: Windows, peer: Peer) -> None:
    ana = await windows.enter("Ana")
    peer.room("tea").roles["guest:ana"] = {"user": "guest:ana", "name": "Ana", "role": "visitor"}
    await peer.say("tea", "@Ana come over", mentions=["guest:ana"])
    await expect(ana.locator(".toast")).to_contain_text("Ben in #tea@Ana come over")
    await expect(ana.locator("#rooms .unread.mentioned")).to_have_text("1")
    await ana.locator(".toast .words").click()
    await expect(ana.locator("#room-name")).to_have_text("tea")
    await expect(ana.locator("#rows .mentioned .text")).to_have_text("@Ana come over")
    await expect(ana.locator("#rooms .unread")).to_have_count(0)


async def test_one_sees_who_is_typing(windows: Windows, peer: Peer) -> None:
    ana, ben, mira = [await windows.enter(name) for name in ("Ana", "Ben", "Mira")]
    await ben.type("#text", "hm")
    await expect(ana.locator("#typing")).to_contain_text("Ben")
    await mira.type("#text", "hm")
    await expect(ana.locator("#typing")).to_contain_text("are typing…")
    await ben.press("#text", "Enter")
    await expect(ana.locator("#typing")).to_contain_text("Mira")
    await mira.press("#text", "Enter")
    await expect(ana.locator("#typing")).to_be_empty()


MEANT = [
    ("hello @Ben", ["b"]),
    ("@ben, @BEN!", ["b"]),
    ("@Benjamin", []),
    ("mail@ben.example", []),
    ("@Ben Hur and @Ben", ["bh", "b"]),
    ("@room listen", ["room"]),
    ("nobody @ all", []),
]


async def test_only_whole_names_are_mentions(modules: Page) -> None:
    found = await modules.evaluate(
        """async (texts) => {
          const { mentionsIn } = await import("/page/mentions.js");
          const people = [{ user: "b", name: "Ben" }, { user: "bh", name: "Ben Hur" }];
          return texts.map((text) => mentionsIn(text, people));
        }""",
        [text for text, _ in MEANT],
    )
    assert found == [meant for _, meant in MEANT]


async def test_a_message_to_oneself_is_no_notice(windows: Windows, peer: Peer) -> None:
    ana = await windows.enter("Ana")
    await say(ana, "@Ana remember the milk")
    await expect(ana.locator("#rows .row")).to_have_count(1)
    await expect(ana.locator(".toast")).to_have_count(0)
