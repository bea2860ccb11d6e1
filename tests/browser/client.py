"""The client library, web/parley.js, running in a page."""

from typing import Any

from playwright.async_api import Page

from tests.browser.conftest import Windows
from tests.browser.peer import Peer

START = """
async ([url, name, timing]) => {
  const { Parley } = await import("/parley.js");
  window.parley = new Parley({ url, name, timing: { firstPause: 50, ...timing } });
  window.events = [];
  const types = [
    "state", "reset", "entry", "message", "change", "older", "post", "you", "about",
    "roster", "typing", "mine", "notice", "refused", "left", "error",
  ];
  for (const type of types) {
    parley.on(type, (detail) => events.push({ type, ...structuredClone(detail) }));
  }
  window.seqs = () => events.filter((each) => each.type === "message").map((each) => each.message.seq);
  window.states = () => events.filter((each) => each.type === "state").map((each) => each.state);
  window.posts = () => events.filter((each) => each.type === "post").map((each) => each.post.state);
  window.resets = () => events.filter((each) => each.type === "reset");
  parley.connect();
}
"""


async def start(windows: Windows, peer: Peer, name: str = "Ana", room: str = "general", **timing: int) -> Page:
    """A page with a client that has entered the room."""
    page = await windows.open()
    await page.evaluate(START, [peer.url, name, timing])
    await page.evaluate("(room) => parley.join(room)", room)
    return page


async def until(page: Page, expression: str) -> Any:
    """Waits in the page until this is true; returns its value."""
    return await (await page.wait_for_function(f"() => {expression}", polling=20)).json_value()
