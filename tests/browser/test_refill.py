"""Lists that are drawn anew under a person's hands: web/page/refill.js."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")

# A list whose items are texts, filled once; `refill` fills it anew, `focus` is what has the focus.
FILL = """
async ([first, at, then]) => {
  const { refill } = await import("/page/refill.js");
  const list = document.createElement("ul");
  document.body.append(list);
  const item = ([key, text]) => {
    const made = document.createElement("li");
    made.append(Object.assign(document.createElement("button"), { textContent: text }));
    made.dataset.key = key;
    return made;
  };
  refill(list, first.map(item));
  const before = [...list.children];
  if (at !== null) before[at].firstChild.focus();
  refill(list, then.map(item));
  const found = {
    texts: [...list.children].map((child) => child.textContent),
    stayed: [...list.children].map((child) => before.includes(child)),
    focus: list.contains(document.activeElement) ? document.activeElement.textContent : null,
  };
  list.remove();
  return found;
}
"""
A, B, C = ["a", "Ana"], ["b", "Ben"], ["c", "Cleo"]


async def fill(page: Page, first: list[list[str]], at: int | None, then: list[list[str]]) -> tuple[object, ...]:
    found = await page.evaluate(FILL, [first, at, then])
    return found["texts"], found["stayed"], found["focus"]


async def test_what_looks_as_before_stays_and_keeps_the_focus(modules: Page) -> None:
    assert await fill(modules, [A, C], 1, [A, B, C]) == (["Ana", "Ben", "Cleo"], [True, False, True], "Cleo")
    assert await fill(modules, [A, B, C], 2, [B, C]) == (["Ben", "Cleo"], [True, True], "Cleo")


async def test_what_changed_or_moved_gets_the_focus_back(modules: Page) -> None:
    changed = ["b", "Ben, away"]
    assert await fill(modules, [A, B], 1, [A, changed]) == (["Ana", "Ben, away"], [True, False], "Ben, away")
    assert await fill(modules, [A, B, C], 2, [C, A, B]) == (["Cleo", "Ana", "Ben"], [True, True, True], "Cleo")
    assert await fill(modules, [A, B, C], 0, [B, C, A]) == (["Ben", "Cleo", "Ana"], [True, True, True], "Ana")


async def test_nothing_takes_the_focus_that_did_not_have_it(modules: Page) -> None:
    assert await fill(modules, [A, B], None, [B, A]) == (["Ben", "Ana"], [True, True], None)
    assert await fill(modules, [A, B], 0, [B]) == (["Ben"], [True], None)


async def test_news_leaves_the_focus_on_the_room_that_one_is_about_to_enter(windows: Windows, peer: Peer) -> None:
    page = await windows.enter("Ana")
    await page.fill("#enter-room", "tea")
    await page.press("#enter-room", "Enter")
    await expect(page.locator("#room-name")).to_have_text("tea")
    await page.focus("#rooms a[href='#general']")
    await peer.say("general", "over here")
    await expect(page.locator("#rooms .unread")).to_have_text("1")
    await expect(page.locator("#rooms a[href='#general']")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#room-name")).to_have_text("general")
