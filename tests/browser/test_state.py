"""What later entries do to a message: web/parley/state.js, and the log that applies it."""

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

SETUP = """
const { RoomLog } = await import("/parley/room-log.js");
const from = (name) => ({ user: `guest:${name.toLowerCase()}`, name });
const base = (seq, type, more) => ({ type, room: "general", seq, id: `i${seq}`, from: from("Ana"), at: 1, ...more });
const message = (seq, more) => base(seq, "message", { text: `text ${seq}`, ...more });
const edited = (seq, target, text) => base(seq, "edited", { target, text });
const erased = (seq, target) => base(seq, "erased", { target });
const reacted = (seq, target, name, on = true) => base(seq, "reacted", { target, reaction: "+", on, from: from(name) });
const last = (messages) => messages.at(-1).seq;
const page = (after, messages, more = {}) => ({ after, through: last(messages), messages, more: false, ...more });
const plus = (...users) => [{ reaction: "+", count: users.length, users }];
const seqs = (log) => log.entries.map((each) => each.seq).join();
const chips = (message) => (message.reactions ?? []).map((each) => [each.count, each.users.join()]);
"""


async def run(modules: Page, script: str) -> Any:
    return await modules.evaluate("async () => {" + SETUP + script + "}")


async def test_an_edit_changes_the_text_and_an_erasure_takes_everything(modules: Page) -> None:
    assert await run(
        modules,
        """const log = new RoomLog(page(0, [message(1)]));
        log.live(edited(2, 1, "better"));
        const better = [log.find(1).text, log.find(1).edited];
        log.live(reacted(3, 1, "Ben"));
        log.live(erased(4, 1));
        log.live(edited(5, 1, "too late"));
        log.live(reacted(6, 1, "Ben"));
        const { text, erased: at, reactions, edited: mark } = log.find(1);
        return [better, [text, at, reactions ?? null, mark ?? null], log.through, log.entries.length]""",
    ) == [["better", 2], ["", 4, None, None], 6, 1]


async def test_reactions_are_counted_by_user_and_taken_back(modules: Page) -> None:
    assert await run(
        modules,
        """const log = new RoomLog(page(0, [message(1)]));
        const seen = [];
        const said = [["Ben", true], ["Mira", true], ["Ben", true], ["Ben", false], ["Mira", false]];
        said.forEach(([name, on], index) => {
          log.live(reacted(index + 2, 1, name, on));
          seen.push(chips(log.find(1)));
        });
        return seen""",
    ) == [
        [[1, "guest:ben"]],
        [[2, "guest:ben,guest:mira"]],
        [[2, "guest:ben,guest:mira"]],
        [[1, "guest:mira"]],
        [],
    ]


async def test_a_count_whose_users_were_cut_stays_a_count(modules: Page) -> None:
    assert await run(
        modules,
        """const reactions = [{ reaction: "+", count: 40, users: ["guest:ben"] }];
        const log = new RoomLog(page(0, [message(1, { reactions }), reacted(2, 1, "Mira")]));
        const before = chips(log.find(1));
        log.live(reacted(3, 1, "Zoe"));
        log.live(reacted(4, 1, "Nia", false));
        return [before, chips(log.find(1))]""",
    ) == [[[40, "guest:ben"]], [[40, "guest:ben,guest:zoe"]]]


async def test_a_page_has_messages_as_they_are_now_and_its_entries_change_them_no_further(modules: Page) -> None:
    assert await run(
        modules,
        """const now = message(1, { text: "third", edited: 4, replies: 2, reactions: plus("guest:ben") });
        const entries = [now, edited(2, 1, "third"), reacted(3, 1, "Ben"), edited(4, 1, "third")];
        const log = new RoomLog(page(0, [...entries, message(5, { thread: 1, reply: 1 })], { head: 6 }));
        log.live(message(6, { thread: 1, reply: 1 }));
        log.live(message(7, { thread: 1, reply: 5 }));
        const { text, edited: at, replies } = log.find(1);
        return [text, at, replies, chips(log.find(1))]""",
    ) == ["third", 4, 3, [[1, "guest:ben"]]]


async def test_what_was_missed_changes_what_was_there_before(modules: Page) -> None:
    assert await run(
        modules,
        """const log = new RoomLog(page(0, [message(1), message(2)]));
        const missed = [edited(3, 1, "better"), message(4, { thread: 2, reply: 2 }), erased(5, 4)];
        const { newer } = log.page(page(2, missed));
        return [newer.length, log.find(1).text, log.find(2).replies, log.find(4).erased, seqs(log)]""",
    ) == [3, "better", 1, 5, "1,2,4"]


async def test_changes_of_older_messages_are_known_when_these_come(modules: Page) -> None:
    assert await run(
        modules,
        """const log = new RoomLog(page(10, [reacted(11, 3, "Ben")], { more: true }));
        log.live(edited(12, 3, "better"));
        const now = message(3, { text: "better", edited: 12, reactions: plus("guest:ben") });
        const { older } = log.page(page(2, [now, ...[4, 5, 6, 7, 8, 9, 10].map((seq) => message(seq))]));
        return [older.length, log.find(3).text, chips(log.find(3)), seqs(log)]""",
    ) == [8, "better", [[1, "guest:ben"]], "3,4,5,6,7,8,9,10"]


async def test_an_unknown_type_counts_and_is_passed_over(modules: Page) -> None:
    assert await run(
        modules,
        """const log = new RoomLog(page(0, [message(1)]));
        log.live(base(2, "sung", { melody: "la" }));
        log.live(base(3, "member", { act: "mute", user: "guest:ben", name: "Ben" }));
        return [log.through, log.gap, log.entries.map((each) => each.type), log.messages.length]""",
    ) == [3, False, ["message", "member"], 1]
