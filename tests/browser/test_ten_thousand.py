"""Ten thousand messages, scrolled to the beginning and back: what is shown, and for how long the page is busy."""

import json
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.person import say
from tests.parts.template import TREE

pytestmark = pytest.mark.asyncio(loop_scope="session")

MESSAGES = 10_000
REPORT = TREE / ".parley" / "browser" / "ten_thousand.json"
TEXTS = [
    "message {n} with a few words",
    "message {n}: **strong**, *emphasis*, `code` and https://example.org/{n}",
    "message {n} " + "that takes some lines to say what it has to say " * 6,
    "message {n}\n- a list\n- of two\n\n> and a quote",
    "message {n} with code\n```py\nprint({n})\n```",
]
SCROLL = """
async (up) => {
  const [log, start] = [document.querySelector("#log"), document.querySelector("#start")];
  const atEnd = () => log.scrollHeight - log.clientHeight - log.scrollTop < 2;
  const there = () => (up ? start.textContent.startsWith("The beginning") : atEnd());
  const frame = () => new Promise(requestAnimationFrame);
  const [long, frames] = [[], []];
  const note = (entries) => long.push(...entries.map((each) => Math.round(each.duration)));
  const watch = new PerformanceObserver((list) => note(list.getEntries()));
  watch.observe({ type: "longtask" });
  for (let last = performance.now(); !there(); ) {
    log.scrollTop += (up ? -2 : 3) * log.clientHeight;
    await frame();
    const now = performance.now();
    frames.push(Math.round(now - last));
    last = now;
  }
  note(watch.takeRecords());
  watch.disconnect();
  frames.sort((a, b) => a - b);
  const p99 = frames[Math.floor(frames.length * 0.99)];
  return { frames: frames.length, p99_frame_ms: p99, long_tasks_ms: long.sort((a, b) => b - a) };
}
"""


async def rows(page: Page) -> list[int]:
    """The numbers of the messages that stand in the log, in its order."""
    found: list[int] = await page.locator("#rows .text").evaluate_all(
        "(texts) => texts.map((each) => Number(/message (\\d+)/.exec(each.textContent)[1]))"
    )
    return found


async def test_ten_thousand_messages_are_scrolled(windows: Windows, peer: Peer) -> None:
    for n in range(MESSAGES):
        peer.write("general", TEXTS[n % 7 % len(TEXTS)].format(n=n), f"Person {n // 3 % 7}", 1_790_000_000 + n * 40)
    page = await windows.enter("Ana")
    await expect(page.locator("#rows .row")).to_have_count(50)
    report: dict[str, Any] = {"up": await page.evaluate(SCROLL, True)}
    assert await rows(page) == list(range(MESSAGES))
    report["down"] = await page.evaluate(SCROLL, False)
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    await say(page, "message 10000, and one more")
    await expect(page.locator("#rows .row").last).to_contain_text("one more")
    shown = await rows(page)
    assert len(shown) < 1_000  # who is at the end needs no more: the older ones come back when one goes there
    assert shown == list(range(MESSAGES + 1 - len(shown), MESSAGES + 1))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=2) + "\n")
    for way, found in report.items():
        long = found["long_tasks_ms"]
        print(
            f"{way}: {found['frames']} frames, p99 {found['p99_frame_ms']} ms; tasks over 50 ms: {len(long)} {long[:5]}"
        )
