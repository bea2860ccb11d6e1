"""What a row shows of a message, and what one can do with it: web/page/row.js and what it is made of."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.picture import png

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Keeps the acts that rows tell, as they tell them.
LISTEN = """
() => {
  window.acts = [];
  document.querySelector("#log").addEventListener("act", ({ detail: { act, message, reaction, on } }) => {
    window.acts.push([act, message.seq, reaction ?? null, on ?? null]);
  });
}
"""


async def acts(page: Page) -> list[list[object]]:
    """What has been told since the last look."""
    told: list[list[object]] = await page.evaluate("() => window.acts.splice(0)")
    return told


async def test_a_reply_shows_what_it_answers_and_leads_there(windows: Windows, peer: Peer) -> None:
    room = peer.room("general")
    peer.write("general", "**What** is `it`?", "Ben")
    for n in range(60):
        peer.write("general", f"message {n}")
    room.append("Mira", "message", text="It is fine.", reply=1, thread=1)
    room.append("Mira", "message", text="And this?", reply=70, thread=70)
    page = await windows.enter("Ana")
    quote = page.locator("#rows .row").nth(-2).locator(".quote")
    await expect(quote).to_have_text("In reply toAn earlier message")
    await page.evaluate("document.querySelector('#log').scrollTop = 0")
    await expect(page.locator("#rows .row").first).to_contain_text("What is it?")
    await expect(page.locator("#rows .row").last.locator(".quote")).to_contain_text("An earlier message")
    await page.evaluate("document.querySelector('#log').scrollTop = 1e6")
    await page.locator('#rows [data-seq="62"] .quote').click()
    await expect(page.locator('#rows [data-seq="1"]')).to_be_focused()
    await expect(page.locator('#rows [data-seq="1"]')).to_be_in_viewport()


async def test_what_became_of_a_message_is_shown_and_changes_where_it_stands(windows: Windows, peer: Peer) -> None:
    room = peer.room("general")
    room.append("Ben", "message", text="once", edited=9)
    room.append("Ben", "message", text="", erased=10)
    thumb = {"reaction": "👍", "count": 3, "users": ["guest:ana", "guest:ben"]}
    room.append("Ben", "message", text="liked", reactions=[thumb], replies=1)
    page = await windows.enter("Ana")
    await expect(page.locator('#rows [data-seq="1"] .text')).to_have_text("once(edited)")
    await expect(page.locator('#rows [data-seq="2"] .text')).to_have_text("This message was erased")
    chip = page.get_by_role("button", name="👍 3")
    await expect(chip).to_have_attribute("aria-pressed", "true")
    await expect(chip).to_have_attribute("title", "you, Ben, 1 other")
    await expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    await page.evaluate(LISTEN)
    await chip.focus()
    await page.keyboard.press("Enter")
    assert await acts(page) == [["react", 3, "👍", False]]
    await expect(page.get_by_role("button", name="👍 2")).to_have_attribute("aria-pressed", "false")
    await expect(page.get_by_role("button", name="👍 2")).to_be_focused()
    await page.get_by_role("button", name="1 reply").click()
    await page.locator('#rows [data-seq="1"] .who').click()
    assert [told[0] for told in await acts(page)] == ["thread", "person"]


async def test_the_bar_offers_what_one_may_do(windows: Windows, peer: Peer) -> None:
    peer.room("general").append("Ana", "message", text="mine")
    peer.room("general").append("Ben", "message", text="not mine")
    peer.room("general").append("Ben", "message", text="", erased=9)
    peer.room("general").roles["guest:ana"] = {"user": "guest:ana", "name": "Ana", "role": "member"}
    page = await windows.enter("Ana")

    async def offered(seq: int) -> list[str]:
        await page.locator(f'#rows [data-seq="{seq}"] .text').hover()
        labels = await page.locator(".bar button").evaluate_all("(all) => all.map((each) => each.ariaLabel)")
        return list(labels)

    assert await offered(1) == ["React", "Reply", "Open the thread", "Copy a link", "Edit", "Erase"]
    assert await offered(2) == ["React", "Reply", "Open the thread", "Copy a link"]
    assert await offered(3) == []
    await offered(1)
    await page.get_by_role("button", name="React").click()
    await page.get_by_role("button", name="🎉").click()
    await expect(page.locator('#rows [data-seq="1"] .chip')).to_have_text("🎉1")


async def test_a_tap_brings_the_bar_and_it_stays(chromium: Browser, windows: Windows, peer: Peer, site: str) -> None:
    peer.write("general", "one")
    peer.write("general", "two", "Mira")
    context = await chromium.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700})
    windows.contexts.append(context)
    page = await context.new_page()
    await page.goto(f"{site}/?name=Ana&room=general")
    await expect(page.locator("#rows .row")).to_have_count(2)
    await expect(page.locator("#people-open")).to_have_attribute("aria-expanded", "false")
    for seq in (1, 2):
        await page.locator(f'#rows [data-seq="{seq}"] .text').tap()
        await expect(page.locator(f'#rows [data-seq="{seq}"] .bar button')).to_have_count(4)
    await page.get_by_role("button", name="Reply").tap()
    await expect(page.locator("#replying-text")).to_contain_text("Mira")


async def test_keys_go_from_row_to_row_and_act_on_it(windows: Windows, peer: Peer) -> None:
    for n in range(1, 30):
        peer.write("general", f"message {n}")
    peer.room("general").append("Ana", "message", text="mine")
    page = await windows.enter("Ana")
    await expect(page.locator('#rows [data-seq="30"]')).to_be_in_viewport()
    await page.evaluate(LISTEN)
    await page.focus("#log")
    for key, seq in [("ArrowUp", 30), ("ArrowUp", 29), ("ArrowDown", 30), ("ArrowDown", 30), ("Home", 1), ("End", 30)]:
        await page.keyboard.press(key)
        await expect(page.locator(f'#rows [data-seq="{seq}"]')).to_be_focused()
        await expect(page.locator(f'#rows [data-seq="{seq}"]')).to_be_in_viewport()
    clock = await page.locator('#rows [data-seq="30"] .time').text_content()
    await expect(page.locator('#rows [data-seq="30"]')).to_have_attribute("aria-label", f"Ana, {clock}, mine")
    for key in ("t", "r"):
        await page.focus('#rows [data-seq="29"]')
        await page.keyboard.press(key)
    assert [told[:2] for told in await acts(page)] == [["thread", 29], ["reply", 29]]
    await page.focus('#rows [data-seq="29"]')
    for key in ("e", "Delete", "x", "Control+e"):
        await page.keyboard.press(key)
    assert await acts(page) == []  # it is not one's own
    await page.keyboard.press("+")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Enter"):
        await page.keyboard.press(key)
    await expect(page.locator('#rows [data-seq="29"] .chip')).to_have_text("👍1")
    assert await acts(page) == [["react", 29, "👍", True]]
    await page.focus('#rows [data-seq="29"]')
    await page.keyboard.press("Tab")
    await expect(page.locator('#rows [data-seq="29"] .chip')).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="React")).to_be_focused()
    await page.focus('#rows [data-seq="29"]')
    await page.keyboard.press("Escape")
    await expect(page.locator("#text")).to_be_focused()


async def test_what_happens_to_a_room_and_its_members_is_told_quietly(windows: Windows, peer: Peer) -> None:
    room = peer.room("general")
    now: dict[str, Any] = {"access": "open", "title": "", "topic": "", "archived": False}
    ben: dict[str, Any] = {"user": "guest:ben", "name": "Ben"}
    room.append("Ana", "room", **now)
    room.append("Ana", "room", **(now | {"title": "Plans", "topic": "<b>2027</b>", "access": "members"}))
    room.append("Ana", "room", **(now | {"archived": True}))
    room.append("Ana", "room", **now)
    room.append("Ana", "member", act="invite", role="member", **ben)
    room.append("Ana", "member", act="promote", role="moderator", **ben)
    room.append("Ana", "member", act="mute", role="member", muted=1_790_000_000_000, reason="later", **ben)
    room.append("Ben", "member", act="quit", role="visitor", **ben)
    room.append("Ben", "member", act="dance", **ben)
    page = await windows.enter("Ana")
    await expect(page.locator("#rows .event")).to_have_count(9)
    told = await page.locator("#rows .event .text").evaluate_all("(all) => all.map((each) => each.textContent)")
    clock = told[6].split(" until ")[1].split(":")
    assert told == [
        "Ana made this room",
        "Ana changed this room: for members only, called Plans, about “<b>2027</b>”",
        "Ana archived this room",
        "Ana changed this room: open to everyone",
        "Ana invited Ben",
        "Ana promoted Ben to be a moderator",
        f"Ana muted Ben until {clock[0]}:{clock[1]}: “later”",
        "Ben left the room",
        "Ben changed the membership of Ben",
    ]
    await expect(page.locator(".bar")).to_have_count(0)


async def test_files_are_cards_and_pictures_are_shown(windows: Windows, peer: Peer) -> None:
    room = peer.room("general")
    kinds = [
        ("a.png", "image/png"),
        ("gone.png", "image/png"),
        ("<b>.svg", "image/svg+xml"),
        ("b.pdf", "application/pdf"),
    ]
    for n, (name, kind) in enumerate(kinds):
        room.append("Ben", "message", id=f"f{n}", text=name, file={"name": name, "type": kind, "size": 10**n * 512})
    peer.store.files["f0"] = png(60, 40)
    refusal = {"type": "error", "code": "not_found", "retry": False, "message": "it is gone"}
    gone = ("link", 2)
    peer.wire = lambda frame: [refusal | {"id": frame["id"]} if (frame["type"], frame.get("seq")) == gone else frame]
    page = await windows.open("/?name=Ana&room=general")
    await expect(page.locator("#rows .file")).to_have_count(4)
    await expect(page.locator("#rows .file img")).to_have_count(1)
    assert await page.locator("#rows .file img").evaluate("(image) => image.naturalWidth") == 60
    await expect(page.locator("#rows .file.loading")).to_have_count(0)
    await expect(page.locator("#rows .file-words")).to_have_text(
        ["a.png512 bytes · PNG", "gone.png5.1 kB · PNG", "<b>.svg51 kB · SVG", "b.pdf512 kB · PDF"]
    )
    await expect(page.locator("#rows .text:visible")).to_have_count(0)  # the card says the name already


async def test_what_came_while_one_was_away_is_marked(windows: Windows, peer: Peer) -> None:
    for n in range(8):
        peer.write("general", f"message {n}")
    peer.room("general").append("Ana", "message", text="mine")
    peer.write("general", "the last")
    peer.room("general").read["guest:ana"] = 5
    page = await windows.enter("Ana")
    await expect(page.locator("#rows .fresh")).to_have_count(1)
    await expect(page.locator('#rows [data-seq="6"] .fresh')).to_have_text("New")
