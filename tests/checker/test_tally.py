"""The figures of a history."""

from dataclasses import replace

from tests.checker.entry import Entry, besides
from tests.checker.history import History
from tests.checker.tally import Tally

ONE = Entry(1, "guest:ana", "m1", "word")


def told() -> History:
    history = History()
    history.note("open", "ana")
    history.note("sent", "ana", "general", id="m1", text="word")
    history.note("sent", "ana", "general", id="m1", text="word")
    for _ in range(3):
        history.note("seen", "ana", "general", seq=1, entries=(ONE,))
    history.note("acked", "ana", "general", id="m1", seq=1)
    history.note("down", "ana")
    history.note("fault", "", kind="post 410", seq=4)
    history.note("joined", "ana", "general", kind="resumed")
    history.note("log", "auditor", "general", entries=(ONE,))
    return history


def test_what_happened_is_counted() -> None:
    tally = Tally()
    tally.add(told(), since=0)
    figures = tally.figures()
    assert figures["courses"] == 1 and figures["clients"] == 1
    assert figures["requests sent"] == 2 and figures["entries acknowledged"] == 1
    assert figures["doubles seen"] == 2 and figures["reconnects"] == 1 and figures["resumes"] == 1
    assert figures["faults injected"] == 4 and figures["faults"] == {"post 410": 4}
    assert figures["entries in the logs"] == 1 and figures["written"] == {"message": 1}


def test_what_was_written_is_counted_by_kind() -> None:
    tally, history = Tally(), History()
    muted = Entry(2, "guest:ana", "m2", '{"act": "mute", "user": "guest:ben"}', kind="member")
    history.note("log", "auditor", "general", entries=(ONE, muted, Entry(3, "guest:ana", "m3", "", kind="reply to 1")))
    history.note("log", "ana", "direct-1", entries=(ONE,))
    file, mention = besides({"file": {"name": "cat.txt"}}), besides({"mentions": ["room"]})
    history.note("log", "auditor", "files", entries=(replace(ONE, besides=file), replace(ONE, besides=mention)))
    club = Entry(1, "guest:ana", "r1", '{"archived": true}', kind="room")
    history.note("log", "auditor", "club", entries=(club, replace(club, seq=2, id="r2", text='{"archived": false}')))
    tally.add(history, since=0)
    written = {
        "archive": 1,
        "room": 1,
        "message": 1,
        "mute": 1,
        "reply": 1,
        "direct message": 1,
        "file": 1,
        "mention": 1,
    }
    assert tally.figures()["written"] == written


def test_courses_add_up_one_after_the_other() -> None:
    tally = Tally()
    tally.add(told(), since=0)
    tally.add(told(), since=60)
    assert tally.acknowledged == 2
    assert tally.series["acknowledged"] == {0: 1, 60: 1}


def test_an_entry_takes_from_its_first_sending_to_its_own_copy() -> None:
    tally = Tally()
    history = told()
    tally.add(history, since=10)
    sent, acked = next(history.of("sent")).when, next(history.of("acked")).when
    assert tally.latencies == [(10 + acked, acked - sent)]
