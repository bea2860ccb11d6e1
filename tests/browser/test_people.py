"""The members of a room on the page: roles, and what moderators do."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def moderate(page: Page, name: str, what: str) -> None:
    await page.locator("#people-panel").get_by_role("button", name=name).click()
    await page.get_by_role("menuitem", name=what).click()


def own(peer: Peer, name: str = "Ana", role: str = "owner", room: str = "general") -> None:
    user = f"guest:{name.lower()}"
    peer.room(room).roles[user] = {"user": user, "name": name, "role": role}


async def test_members_are_listed_with_their_roles_here_and_away(windows: Windows, peer: Peer) -> None:
    own(peer)
    own(peer, "Mira", "moderator")
    page = await windows.enter("Ana", width=1400)
    await expect(page.locator("#people li")).to_have_text([re.compile("^Ana ?you, owner$")])
    await expect(page.locator("#members li")).to_have_text([re.compile("^Mira ?moderator$")])
    await windows.enter("Mira")
    await expect(page.locator("#people li")).to_have_count(2)
    await expect(page.locator("#members li")).to_have_count(0)


async def test_an_owner_promotes_and_mutes_and_everyone_reads_why(windows: Windows, peer: Peer) -> None:
    own(peer)
    ana, ben = await windows.enter("Ana", width=1400), await windows.enter("Ben")
    await moderate(ana, "Ben", "Make a member")
    await moderate(ana, "Ben", "Mute")
    dialog = ana.get_by_role("dialog")
    await dialog.get_by_label("For how long").select_option("60")
    await dialog.get_by_label("Why").fill("breathe")
    await dialog.get_by_role("button", name="Mute").click()
    await expect(ben.locator("#text")).to_have_attribute("placeholder", "You are muted here.")
    await expect(ben.locator("#rows .event").last).to_contain_text("breathe")
    await expect(ana.locator("#people li", has_text="Ben")).to_contain_text("muted")
    assert peer.asked("moderate")[-1] | {"id": ""} == {
        "action": "moderate",
        "room": "general",
        "user": "guest:ben",
        "act": "mute",
        "minutes": 60,
        "reason": "breathe",
        "id": "",
    }
    await moderate(ana, "Ben", "Unmute")
    await expect(ben.locator("#text")).to_have_attribute("placeholder", "Say something in #general")


async def test_who_is_put_out_is_told_and_may_come_back(windows: Windows, peer: Peer) -> None:
    own(peer)
    ana, ben = await windows.enter("Ana", width=1400), await windows.enter("Ben")
    await moderate(ana, "Ben", "Put out")
    await ana.get_by_role("dialog").get_by_label("Why").fill("tea time")
    await ana.get_by_role("dialog").get_by_role("button", name="Put out").click()
    await expect(ben.get_by_role("alert")).to_contain_text(["You were put out of this room: tea time"])
    await expect(ben.locator("#text")).to_have_attribute("placeholder", "You are not in this room.")
    await expect(ana.locator("#people li")).to_have_count(1)
    listed, joined = len(peer.asked("rooms")), len(peer.asked("joinRoom"))
    await ben.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await peer.until(lambda: len(peer.asked("rooms")) > listed)
    await peer.say("general", "nobody comes back by a list")
    await expect(ana.locator("#rows .text").last).to_have_text("nobody comes back by a list")
    assert len(peer.asked("joinRoom")) == joined
    await ben.get_by_role("button", name="Come in again").click()
    await expect(ana.locator("#people li")).to_have_count(2)
    await expect(ben.locator("#out")).to_be_hidden()
    await say(ben, "sorry")
    await expect(ana.locator("#rows .text").last).to_have_text("sorry")


async def test_who_may_not_is_not_offered_it(windows: Windows, peer: Peer) -> None:
    own(peer, "Mira")
    ana = await windows.enter("Ana", width=1400)
    await windows.enter("Mira")
    await ana.locator("#people").get_by_role("button", name="Mira").click()
    await expect(ana.get_by_role("menuitem")).to_have_text(["Message", "Mention"])
    await ana.keyboard.press("Escape")
    await expect(ana.locator("#people").get_by_role("button", name="Mira")).to_be_focused()
    await expect(ana.locator("#invite")).to_be_hidden()
    await ana.click("#room-menu")
    await expect(ana.get_by_role("menuitem")).to_have_text(["Leave…"])


async def test_a_moderator_erases_what_others_said(windows: Windows, peer: Peer) -> None:
    own(peer, "Ana", "moderator")
    ana, ben = await windows.enter("Ana"), await windows.enter("Ben")
    await say(ben, "rude")
    await ana.locator("#rows .row").hover()
    await ana.locator("#rows").get_by_role("button", name="Erase").click()
    await ana.get_by_role("dialog").get_by_role("button", name="Erase").click()
    await expect(ben.locator("#rows .text")).to_have_text(["This message was erased"])


RIGHTS = [
    ("owner", "visitor", ["invite", "mute", "kick", "ban"]),
    ("owner", "member", ["promote", "mute", "kick", "ban"]),
    ("owner", "moderator", ["promote", "demote", "mute", "kick", "ban"]),
    ("owner", "owner", ["demote", "mute", "kick", "ban"]),
    ("moderator", "visitor", ["invite", "mute", "kick", "ban"]),
    ("moderator", "member", ["mute", "kick", "ban"]),
    ("moderator", "moderator", []),
    ("moderator", "owner", []),
    ("member", "visitor", []),
    ("visitor", "visitor", []),
]


@pytest.mark.parametrize("you, other, acts", RIGHTS)
async def test_what_is_offered_is_what_the_protocol_allows(
    modules: Page, you: str, other: str, acts: list[str]
) -> None:
    offered = await modules.evaluate(
        """async ([you, other]) => {
          const { actsOn } = await import("/page/may.js");
          return actsOn({ user: "a", role: you }, { user: "b", role: other }).map(({ act }) => act);
        }""",
        [you, other],
    )
    assert offered == acts
