"""Rooms on the page: one's list, what is unread, finding, making, writing to one person, leaving."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_all_rooms_are_listed_with_what_is_unread(windows: Windows, peer: Peer) -> None:
    for room in ("tea", "plans"):
        peer.room(room).roles["guest:ana"] = {"user": "guest:ana", "name": "Ana", "role": "visitor"}
        for n in range(3):
            peer.write(room, f"{n}", mentions=["guest:ana"] if room == "plans" and n == 1 else [])
        peer.room(room).read["guest:ana"] = 1
    page = await windows.enter("Ana")
    await expect(page.locator("#rooms a")).to_have_text(
        [re.compile("^general$"), re.compile("^plans1$"), re.compile("^tea2$")]
    )
    await expect(page.get_by_label("2 unread, 1 for you")).to_be_visible()
    await expect(page).to_have_title("(4) #general · Parley")
    await page.click("#rooms a:has-text('plans')")
    await expect(page.locator("#rows .fresh")).to_have_count(1)
    await expect(page.locator("#rows .row:has(.fresh) .text")).to_have_text("1")
    await expect(page).to_have_title("(2) #plans · Parley")
    await peer.until(lambda: peer.room("plans").read["guest:ana"] == 3)


async def test_what_is_read_on_one_device_is_read_on_the_other(windows: Windows, peer: Peer) -> None:
    peer.room("plans").roles["guest:ana"] = {"user": "guest:ana", "name": "Ana", "role": "visitor"}
    laptop, phone = await windows.enter("Ana", "tea"), await windows.enter("Ana", "plans", width=360)
    await expect(laptop.locator("#rooms a")).to_have_count(2)
    await peer.say("tea", "hello")
    await peer.until(lambda: peer.room("tea").read["guest:ana"] == 1)  # the laptop looks at it
    await peer.say("plans", "hello")
    await peer.until(lambda: peer.room("plans").read["guest:ana"] == 1)
    for page in (laptop, phone):
        await expect(page).to_have_title(re.compile("^#"))
    await laptop.click("#rooms a:has-text('plans')")
    await peer.say("tea", "news")
    for page in (laptop, phone):
        await expect(page).to_have_title("(1) #plans · Parley")
    await laptop.click("#rooms a:has-text('tea')")
    await expect(phone).to_have_title("#plans · Parley")


async def test_a_reader_further_up_has_not_read_what_is_below(windows: Windows, peer: Peer) -> None:
    for n in range(80):
        peer.write("general", f"message {n}")
    page = await windows.enter("Ana")
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    await page.evaluate("document.querySelector('#log').scrollTop = 300")
    await peer.say("general", "news")
    await expect(page.locator("#rooms .unread")).to_have_text("1")
    assert peer.room("general").read["guest:ana"] == 80
    await page.click("#newer")
    await peer.until(lambda: peer.room("general").read["guest:ana"] == 81)
    await expect(page.locator("#rooms .unread")).to_have_count(0)


async def test_rooms_are_found_by_what_one_types(windows: Windows, peer: Peer) -> None:
    peer.write("plans", "hello")
    peer.room("plans").about["title"] = "What comes next"
    page = await windows.enter("Ana")
    await page.keyboard.press("Control+k")
    await page.keyboard.type("pl")
    await expect(page.get_by_role("option")).to_have_text("#plansWhat comes next")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#room-name")).to_have_text("What comes next")
    await expect(page.locator("#rows .text")).to_have_text(["hello"])
    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.locator("#room-name")).to_have_text("general")
    await page.fill("#enter-room", "No such! room")
    await page.press("#enter-room", "Enter")
    await expect(page.locator("#enter-fault")).to_contain_text("hyphens")


async def test_a_room_is_made_and_changed(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await page.click("#room-new")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Name").fill("General")
    await dialog.get_by_role("button", name="Make it").click()
    await expect(page.locator("#room-name")).to_have_text("general")
    peer.write("taken", "x")
    await page.click("#room-new")
    await dialog.get_by_label("Name").fill("taken")
    await dialog.get_by_role("button", name="Make it").click()
    await expect(dialog.get_by_role("alert")).to_have_text("this name is taken")
    await dialog.get_by_label("Name").fill("Plans 2027")
    await dialog.get_by_label("Title").fill("Plans")
    await dialog.get_by_label("Who may come in").select_option("members")
    await dialog.get_by_role("button", name="Make it").click()
    await expect(page.locator("#room-name")).to_have_text("Plans")
    assert peer.room("plans-2027").about["access"] == "members"
    await page.click("#room-menu")
    await page.get_by_role("menuitem", name="Change title").click()
    await dialog.get_by_label("Topic").fill("where to go")
    await dialog.get_by_role("button", name="Save").click()
    await expect(page.locator("#room-topic")).to_have_text("where to go")
    assert [set(each) for each in peer.asked("changeRoom")] == [{"action", "room", "id", "topic"}]
    await page.click("#room-menu")
    await page.get_by_role("menuitem", name="Archive").click()
    await dialog.get_by_role("button", name="Archive").click()
    await expect(page.locator("#text")).to_have_attribute("placeholder", "This room is archived.")


async def test_two_people_write_to_each_other_alone(windows: Windows, peer: Peer) -> None:
    ana, ben = await windows.enter("Ana", width=1400), await windows.enter("Ben", "tea")
    await windows.enter("Ben")
    await ana.locator("#people").get_by_role("button", name="Ben").click()
    await ana.get_by_role("menuitem", name="Message").click()
    await ana.get_by_role("dialog").get_by_label("Message", exact=True).fill("psst")
    await ana.get_by_role("dialog").get_by_role("button", name="Send").click()
    await expect(ana.locator("#room-name")).to_have_text("Ben")
    await expect(ana.locator("#rows .text")).to_have_text(["psst"])
    await expect(ben.locator(".toast")).to_contain_text("Anapsst")
    await expect(ben.locator("#direct a")).to_have_text(["Ana1"])
    await ben.click("#direct a")
    await expect(ben.locator("#room-name")).to_have_text("Ana")
    await say(ben, "what?")
    await expect(ana.locator("#rows .text")).to_have_text(["psst", "what?"])
    await expect(ben.locator("#direct .unread")).to_have_count(0)
    await ana.click("#rooms a:has-text('general')")
    await ana.locator("#people").get_by_role("button", name="Ben").click()
    await ana.get_by_role("menuitem", name="Message").click()
    await expect(ana.locator("#room-name")).to_have_text("Ben")


async def test_a_room_is_left_on_all_devices(windows: Windows, peer: Peer) -> None:
    laptop, phone = await windows.enter("Ana", "tea"), await windows.enter("Ana", "tea")
    peer.room("general").roles["guest:ana"] = {"user": "guest:ana", "name": "Ana", "role": "visitor"}
    for page in (laptop, phone):
        await page.reload()
        await expect(page.locator("#rooms a")).to_have_text(["general", "tea"])
    await laptop.click("#room-menu")
    await laptop.get_by_role("menuitem", name="Leave").click()
    await laptop.get_by_role("dialog").get_by_role("button", name="Leave").click()
    for page in (laptop, phone):
        await expect(page.locator("#room-name")).to_have_text("general")
        await expect(page.locator("#rooms a")).to_have_text(["general"])
    assert "guest:ana" not in peer.room("tea").roles
    await laptop.click("#room-menu")
    await laptop.get_by_role("menuitem", name="Leave").click()
    await laptop.get_by_role("dialog").get_by_role("button", name="Leave").click()
    await expect(laptop.locator("#welcome-name")).to_be_visible()  # there is no room left


async def test_two_tabs_of_one_browser_show_the_same(windows: Windows, peer: Peer) -> None:
    one = await windows.enter("Ana")
    other = await one.context.new_page()
    await other.goto(one.url)
    await expect(other.locator("#line-text")).to_have_text("Connected")
    await say(one, "from one")
    await say(other, "from the other")
    for page in (one, other):
        await expect(page.locator("#rows .mine .text")).to_have_text(["from one", "from the other"])
        await expect(page.locator("#posts .row")).to_have_count(0)
    await expect(one.locator("#people li")).to_have_count(1)
    await peer.hang_up()
    await say(other, "kept")
    await peer.listen()
    for page in (one, other):
        await expect(page.locator("#rows .mine .text")).to_have_text(["from one", "from the other", "kept"])


async def test_drafts_are_kept_per_room_and_over_a_reload(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await page.fill("#text", "half a thought")
    await page.fill("#enter-room", "tea")
    await page.press("#enter-room", "Enter")
    await expect(page.locator("#room-name")).to_have_text("tea")
    await expect(page.locator("#text")).to_have_value("")
    await page.reload()
    await page.click("#rooms a:has-text('general')")
    await expect(page.locator("#text")).to_have_value("half a thought")
    await page.press("#text", "Enter")
    await expect(page.locator("#rows .text")).to_have_text(["half a thought"])
    await page.reload()
    await expect(page.locator("#text")).to_have_value("")
