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
  const [log, start, newer] = ["log", "start", "newer"].map((id) => document.getElementById(id));
  const there = () => (up ? start.textContent.startsWith("The beginning") : newer.hidden);
  const frame = () => new Promise(requestAnimationFrame);
  const [long, frames, seen] = [[], [], new Set()];
  let [most, holes] = [0, 0];
  const look = () => {
    const seqs = [...document.querySelectorAll("#rows .row")].map((row) => row.said.seq);
    seqs.forEach((seq, index) => {
      seen.add(seq);
      if (index && seq !== seqs[index - 1] + 1) holes += 1;
    });
    most = Math.max(most, seqs.length);
  };
  const note = (entries) => long.push(...entries.map((each) => Math.round(each.duration)));
  const watch = new PerformanceObserver((list) => note(list.getEntries()));
  watch.observe({ type: "longtask" });
  for (let last = performance.now(); !there(); ) {
    log.scrollTop += (up ? -2 : 2) * log.clientHeight;
    await frame();
    look();
    const now = performance.now();
    frames.push(Math.round(now - last));
    last = now;
  }
  note(watch.takeRecords());
  watch.disconnect();
  frames.sort((a, b) => a - b);
  const p99 = frames[Math.floor(frames.length * 0.99)];
  const found = { frames: frames.length, p99_frame_ms: p99, long_tasks_ms: long.sort((a, b) => b - a) };
  return { ...found, seen: seen.size, holes, most_rows: most };
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
    assert (await rows(page))[:100] == list(range(100))
    fetched = len(peer.asked("history"))
    report["down"] = await page.evaluate(SCROLL, False)
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    await say(page, "message 10000, and one more")
    await expect(page.locator("#rows .row").last).to_contain_text("one more")
    shown = await rows(page)
    assert shown == list(range(MESSAGES + 1 - len(shown), MESSAGES + 1))
    assert len(peer.asked("history")) == fetched  # all of it was in memory
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=2) + "\n")
    for way, found in report.items():
        long, most = found["long_tasks_ms"], found["most_rows"]
        frames = f"{found['frames']} frames, p99 {found['p99_frame_ms']} ms"
        print(f"{way}: {frames}; tasks over 50 ms: {len(long)} {long[:5]}; at most {most} rows")
        assert (found["seen"], found["holes"]) == (MESSAGES, 0)
        assert most <= 300  # whoever goes on for years draws no more than what is near
