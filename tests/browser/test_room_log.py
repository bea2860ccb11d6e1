"""The pure part of the client: web/parley/room-log.js."""

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

SETUP = """
const { RoomLog } = await import("/parley/room-log.js");
const message = (seq) => ({ type: "message", seq, text: `text ${seq}` });
const page = (after, through, more = false, holes = []) => ({
  after, through, more,
  messages: Array.from({ length: through - after }, (_, i) => after + 1 + i)
    .filter((seq) => !holes.includes(seq)).map(message),
});
const seqs = (messages) => messages.map((each) => each.seq);
const log = new RoomLog(page(10, 12, true));
"""


async def run(modules: Page, script: str) -> Any:
    return await modules.evaluate("async () => {" + SETUP + script + "}")


async def test_messages_in_order_are_shown_at_once(modules: Page) -> None:
    shown = await run(
        modules, "return [seqs(log.live(message(13))), seqs(log.live(message(14))), log.through, log.gap]"
    )
    assert shown == [[13], [14], 14, False]


async def test_a_message_without_its_predecessor_is_held(modules: Page) -> None:
    shown = await run(
        modules, "return [log.live(message(15)), log.live(message(14)), log.gap, seqs(log.live(message(13))), log.gap]"
    )
    assert shown == [[], [], True, [13, 14, 15], False]


async def test_doubles_are_dropped(modules: Page) -> None:
    shown = await run(
        modules,
        """log.live(message(14));
        return [log.live(message(14)), log.live(message(11)), log.live(message(3)), seqs(log.messages)]""",
    )
    assert shown == [[], [], [], [11, 12]]


async def test_a_page_fills_the_gap_and_passes_numbers_that_no_message_has(modules: Page) -> None:
    shown = await run(
        modules, "log.live(message(16)); return [seqs(log.page(page(12, 15, true, [14])).newer), log.through, log.gap]"
    )
    assert shown == [[13, 15, 16], 16, False]


async def test_a_page_may_overlap_what_is_there(modules: Page) -> None:
    shown = await run(
        modules, "log.live(message(13)); return [seqs(log.page(page(12, 15)).newer), seqs(log.messages), log.through]"
    )
    assert shown == [[14, 15], [11, 12, 13, 14, 15], 15]


async def test_older_pages_go_before_the_oldest(modules: Page) -> None:
    shown = await run(
        modules,
        "const { older, newer } = log.page(page(7, 10)); return [seqs(older), newer, log.floor, seqs(log.messages)]",
    )
    assert shown == [[8, 9, 10], [], 7, [8, 9, 10, 11, 12]]


async def test_a_page_that_does_not_touch_the_log_leaves_it_sure_of_its_gap(modules: Page) -> None:
    shown = await run(modules, "return [log.page(page(20, 22)), log.page(page(2, 5)), log.through, log.floor, log.gap]")
    assert shown == [{"older": [], "newer": []}, {"older": [], "newer": []}, 12, 10, True]


async def test_what_is_released_stays_in_order_and_is_not_shown_twice(modules: Page) -> None:
    shown = await run(
        modules,
        """log.live(message(16)); log.live(message(14));
        const released = seqs(log.release()), through = log.through;
        const late = seqs(log.live(message(13))), paged = seqs(log.page(page(14, 16)).newer);
        return [released, through, late, paged, log.through, seqs(log.messages)]""",
    )
    assert shown == [[14, 16], 12, [13], [15], 16, [11, 12, 13, 14, 15, 16]]


async def test_a_head_makes_a_gap_until_the_service_has_nothing_more(modules: Page) -> None:
    shown = await run(
        modules, "log.expect(14); const gap = log.gap; log.forgetTail(); return [gap, log.gap, log.split]"
    )
    assert shown == [True, False, False]


async def test_any_order_with_doubles_and_losses_ends_in_the_same_log(modules: Page) -> None:
    """200 seeded runs: shuffled, doubled, a third lost and asked for again."""
    wrong = await run(
        modules,
        """
        let seed = 1;
        const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
        const wrong = [];
        for (let run = 0; run < 200; run++) {
          const log = new RoomLog(page(0, 0));
          const shown = [];
          const wire = Array.from({ length: 40 }, (_, i) => i + 1).flatMap((seq) => [seq, seq])
            .filter(() => random() > 0.33).map((seq) => [random() * 12 + seq, seq]).sort((a, b) => a[0] - b[0]);
          for (const [, seq] of wire) {
            shown.push(...seqs(log.live(message(seq))));
            if (random() < 0.1) shown.push(...seqs(log.page(page(log.through, Math.min(40, log.through + 5))).newer));
          }
          log.expect(40);
          while (log.gap) shown.push(...seqs(log.page(page(log.through, Math.min(40, log.through + 5))).newer));
          const right = Array.from({ length: 40 }, (_, i) => i + 1).join();
          if (shown.join() !== right || seqs(log.messages).join() !== right) wrong.push([run, shown]);
        }
        return wrong;""",
    )
    assert wrong == []


async def test_ten_thousand_messages_take_no_time_to_speak_of(modules: Page) -> None:
    took = await run(
        modules,
        """const start = performance.now();
        for (let seq = 10_012; seq > 12; seq -= 2) log.live(message(seq));
        for (let seq = 13; seq < 10_012; seq += 2) log.live(message(seq));
        return [log.through, performance.now() - start]""",
    )
    assert took[0] == 10_012
    assert took[1] < 2_000
