"""People and rooms: talking, switching, leaving, being refused, a line that breaks."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_two_people_talk(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana"), await windows.enter("Ben")
    await say(ana, "Hello Ben")
    await expect(ben.locator("#rows .text")).to_have_text(["Hello Ben"])
    await say(ben, "Hello Ana")
    for page in (ana, ben):
        await expect(page.locator("#rows .text")).to_have_text(["Hello Ben", "Hello Ana"])
    await expect(ana.locator("#rows .who")).to_have_text(["Ana", "Ben"])
    await expect(ben.locator("#rows .who")).to_have_text(["Ana", "Ben"])
    await expect(ana.locator("#rows .mine .text")).to_have_text(["Hello Ben"])
    await expect(ana.locator("#people li")).to_have_text([re.compile("^Ana ?you$"), "Ben"])
    await expect(ana.locator("#posts .row")).to_have_count(0)


async def test_the_line_is_shown_and_nothing_is_missed_when_it_breaks(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await say(page, "before")
    await expect(page.locator("#line-text")).to_have_text("Connected")
    await expect(page.locator("#rows .row")).to_have_count(1)
    await peer.hang_up()
    await expect(page.locator("#line-text")).to_have_text("Reconnecting")
    await expect(page.locator("#down-text")).to_contain_text(
        re.compile(r"The line is down.*(Next try in \d+ s|Trying)")
    )
    await say(page, "kept")
    await expect(page.locator("#posts .pending")).to_have_count(1)
    peer.write("general", "said meanwhile")
    await peer.listen()
    await page.evaluate("document.querySelector('#down-retry').click()")  # it may be back by itself already
    await expect(page.locator("#rows .text")).to_have_text(["before", "said meanwhile", "kept"])
    await expect(page.locator("#down")).to_be_hidden()
    await expect(page.locator("#line-text")).to_have_text("Connected")


async def test_a_service_that_never_answered_is_said_in_other_words(windows: Windows, peer: Peer) -> None:
    await peer.hang_up()
    page = await windows.open("/?name=Ana&room=general")
    await expect(page.locator("#down-text")).to_contain_text("does not answer, or does not accept this name")
    await peer.listen()
    await expect(page.locator("#line-text")).to_have_text("Connected")
    await expect(page.locator("#blank h2")).to_have_text("It is quiet here")


async def test_rooms_are_switched_and_counted(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await page.fill("#text", "a draft")
    await page.fill("#enter-room", "tea room")
    await page.press("#enter-room", "Enter")
    await expect(page.locator("#room-name")).to_have_text("tea-room")
    await expect(page.locator("#text")).to_have_value("")
    await peer.say("general", "over here")
    await expect(page.locator("#rooms .unread")).to_have_text("1")
    assert await page.title() == "(1) #tea-room · Parley"
    await expect(page.locator("#rows .row")).to_have_count(0)
    await page.click("#rooms a:has-text('general')")
    await expect(page.locator("#rows .text")).to_have_text(["over here"])
    await expect(page.locator("#text")).to_have_value("a draft")
    await expect(page.locator("#rooms .unread")).to_have_count(0)
    await page.go_back()
    await expect(page.locator("#room-name")).to_have_text("tea-room")


async def test_a_room_that_does_not_let_one_in_says_why(windows: Windows, peer: Peer) -> None:
    refusal = {"type": "error", "code": "not_found", "retry": False, "message": "there is no such room"}
    peer.wire = lambda frame: [refusal | {"id": frame["id"]}] if frame["type"] == "joined" else [frame]
    page = await windows.open("/?name=Ana&room=secret")
    await expect(page.locator("#blank")).to_contain_text("You cannot enter #secret")
    await expect(page.locator("#blank")).to_contain_text("there is no such room")
    await expect(page.locator("#text")).to_have_attribute("placeholder", "You are not in this room.")
    peer.wire = lambda frame: [frame]
    await page.get_by_role("button", name="Come in again").click()
    await say(page, "anybody?")
    await expect(page.locator("#rows .text")).to_have_text(["anybody?"])
