"""Reading: order, groups, days, older pages, and the reader's place."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import texts

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_one_person_says_stands_together_and_each_day_has_its_line(windows: Windows, peer: Peer) -> None:
    noon = 1_790_000_000
    for text, name, at in [
        ("a", "Ben", 0),
        ("b", "Ben", 60),
        ("c", "Mira", 70),
        ("d", "Mira", 900),
        ("e", "Mira", 90_000),
    ]:
        peer.write("general", text, name, noon + at)
    page = await windows.enter("Ana")
    together = await page.locator("#rows .row").evaluate_all("(rows) => rows.map((row) => row.matches('.together'))")
    assert together == [False, True, False, False, False]
    await expect(page.locator(".day")).to_have_text([re.compile("September 2026|September"), re.compile("September")])
    await expect(page.locator("#rows .row").last.locator(".day")).to_be_visible()


async def test_older_messages_come_when_one_scrolls_up_and_the_place_is_kept(windows: Windows, peer: Peer) -> None:
    for n in range(230):
        peer.write("general", f"message {n} " + "long " * (n % 40), "Ben" if n % 3 else "Mira", 1_790_000_000 + n * 100)
    page = await windows.enter("Ana")
    for oldest in (155, 130, 105, 80, 55, 30, 5, 0):
        moved = await page.evaluate(
            """async (oldest) => {
              const log = document.querySelector("#log");
              const there = () => document.querySelector("#rows .row").said.seq <= oldest + 1;
              if (there()) return 0;
              log.scrollTop = 0;
              const first = document.querySelector("#rows .row .text");
              const before = first.getBoundingClientRect().top;
              await new Promise((done) => {
                const watch = new MutationObserver(() => there() && (watch.disconnect(), done()));
                watch.observe(document.querySelector("#rows"), { childList: true });
              });
              const steps = [first.getBoundingClientRect().top - before];
              for (let frame = 0; frame < 5; frame++) {
                await new Promise(requestAnimationFrame);
                steps.push(first.getBoundingClientRect().top - before);
              }
              return Math.max(...steps.map(Math.abs));
            }""",
            oldest,
        )
        assert moved < 2
    await expect(page.locator("#start")).to_have_text("The beginning of #general")
    shown = [int(text.split()[1]) for text in await texts(page)]
    assert shown == list(range(len(shown)))
    await page.evaluate("document.querySelector('#log').scrollTop = 0")
    await expect(page.locator("#rows .row").first).to_be_in_viewport()


async def test_older_messages_can_be_asked_for_again(windows: Windows, peer: Peer) -> None:
    for n in range(80):
        peer.write("general", f"message {n}")
    refusal = {"type": "error", "code": "busy", "retry": True, "message": "busy"}
    peer.wire = lambda frame: [refusal | {"id": frame["id"]}] if frame["type"] == "history" else [frame]
    page = await windows.enter("Ana")
    await page.evaluate("document.querySelector('#log').scrollTop = 0")
    await expect(page.locator("#start")).to_contain_text("Try again")
    peer.wire = lambda frame: [frame]
    await page.click("#start button")
    await expect(page.locator("#rows .row")).to_have_count(75)  # they come by steps


async def test_a_reader_further_up_is_told_of_new_messages_and_left_alone(windows: Windows, peer: Peer) -> None:
    for n in range(40):
        peer.write("general", f"message {n}")
    page = await windows.enter("Ana")
    log = page.locator("#log")
    assert await log.evaluate("(log) => log.scrollHeight - log.clientHeight - log.scrollTop") < 2
    await peer.say("general", "at the end one sees it")
    await expect(page.locator("#rows .row")).to_have_count(41)
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    await page.evaluate("document.querySelector('#log').scrollTop -= 400")
    top = await page.evaluate("document.querySelector('#log').scrollTop")
    await peer.say("general", "one")
    await expect(page.locator("#newer")).to_have_text("1 new message")
    await peer.say("general", "two")
    await expect(page.locator("#newer")).to_have_text("2 new messages")
    assert await page.evaluate("document.querySelector('#log').scrollTop") == top
    await page.click("#newer")
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    await expect(page.locator("#newer")).to_be_hidden()


async def test_gaps_are_filled_in_their_place(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await peer.say("general", "1")
    peer.write("general", "2")
    await peer.say("general", "3")
    await expect(page.locator("#rows .text")).to_have_text(["1", "2", "3"])
