"""Reading a log: complete, in order, final."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from errors import NotFound
from models import amending, reading
from models.clock import now_ms
from models.log import Post, append, void
from models.message import Event, Message, sort_key
from models.reading import PATIENCE_MS, TAIL_PATIENCE_MS, Page
from models.room import Room
from tests.models.entries import deed
from tests.parts.dynamodb import Table

DAY = 86_400_000


@pytest.fixture(autouse=True)
def room(connected: Table, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(reading, "LOOK_AGAIN", 0.01)
    return Room.opened("general")


def say(count: int) -> None:
    for number in range(count):
        append(Post("general", f"id-{now_ms()}-{number}", "guest:ana", "Ana", f"text {number}"))


def hole() -> int:
    """A number that a killed writer left behind."""
    return Room.advance("general", now_ms())


def later(monkeypatch: pytest.MonkeyPatch, milliseconds: int) -> None:
    """Time passes, for readers."""
    at = now_ms() + milliseconds
    monkeypatch.setattr(reading, "now_ms", lambda: at)


def seqs(page: Page) -> list[int]:
    return [message.seq for message in page.messages]


def test_an_empty_room() -> None:
    page = reading.newest("general", 50)
    assert (page.after, page.through, page.head, page.messages, page.lost) == (0, 0, 0, (), False)
    with pytest.raises(NotFound):
        reading.newest("none", 50)


@pytest.mark.engines("local", "emulator")
def test_pages_forward_and_back_cover_the_log_exactly() -> None:
    say(25)
    assert seqs(reading.newest("general", 10)) == list(range(16, 26))
    assert seqs(reading.older("general", 16, 10)) == list(range(6, 16))
    assert seqs(reading.older("general", 6, 10)) == list(range(1, 6))
    assert seqs(reading.newer("general", 0, 10)) == list(range(1, 11))
    assert seqs(reading.newer("general", 20, 10)) == list(range(21, 26))
    assert seqs(reading.newer("general", 25, 10)) == []


def test_positions_outside_the_log_are_empty_pages() -> None:
    say(3)
    assert seqs(reading.older("general", 1, 10)) == []
    assert seqs(reading.older("general", 1000, 10)) == [1, 2, 3]
    assert seqs(reading.newer("general", 1000, 10)) == []


def test_promise_2_a_hole_that_is_read_past_is_closed_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    say(1)
    lost = hole()
    say(1)
    later(monkeypatch, PATIENCE_MS + 1)
    page = reading.newest("general", 50)
    assert (seqs(page), page.through) == ([1, 3], 3)
    assert not void("general", lost), "nobody can write there any more"


def test_promise_2_a_hole_that_is_young_ends_the_page_before_it() -> None:
    say(1)
    hole()
    say(1)
    page = reading.newest("general", 50)
    assert (seqs(page), page.through, page.head) == ([1], 1, 3)


def test_a_hole_that_its_writer_fills_in_time_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    say(1)
    seq = hole()
    say(1)
    written = threading.Event()

    def writer_is_done(_: float) -> None:
        void("general", seq)
        written.set()

    monkeypatch.setattr(time, "sleep", writer_is_done)
    page = reading.newest("general", 50)
    assert written.is_set()
    assert page.through == 3


def test_a_number_at_the_tail_is_closed_only_when_the_counter_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    say(1)
    hole()
    later(monkeypatch, PATIENCE_MS + 1)
    assert reading.newest("general", 50).through == 1
    later(monkeypatch, TAIL_PATIENCE_MS + 1)
    assert reading.newest("general", 50).through == 2


def test_a_reader_whose_void_comes_too_late_shows_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    say(1)
    seq = hole()
    say(1)
    later(monkeypatch, PATIENCE_MS + 1)

    def late(room: str, number: int) -> bool:
        monkeypatch.setattr(reading, "void", void)
        assert void(room, number)
        return False

    monkeypatch.setattr(reading, "void", late)
    page = reading.newest("general", 50)
    assert (page.through, seq) == (3, 2)


def expire(table: Table, *numbers: int) -> None:
    for number in numbers:
        table.client.delete_item(TableName=table.name, Key={"pk": {"S": "ROOM#general"}, "sk": {"S": sort_key(number)}})


def age_room(table: Table, days: int) -> None:
    table.client.update_item(
        TableName=table.name,
        Key={"pk": {"S": "ROOM#general"}, "sk": {"S": "ROOM"}},
        UpdateExpression="SET created_at = :then",
        ExpressionAttributeValues={":then": {"N": str(now_ms() - days * DAY)}},
    )


def test_fault_26_what_is_past_its_retention_is_lost_and_not_sealed(connected: Table) -> None:
    say(10)
    age_room(connected, 100)
    expire(connected, 1, 2, 3, 4)
    page = reading.newer("general", 2, 100)
    assert (page.lost, page.after, seqs(page)) == (True, 4, [5, 6, 7, 8, 9, 10])
    page = reading.newer("general", 4, 100)
    assert not page.lost
    page = reading.newer("general", 7, 100)
    assert (page.lost, seqs(page)) == (False, [8, 9, 10])
    assert (
        connected.client.query(
            TableName=connected.name,
            KeyConditionExpression="pk = :room AND sk < :five",
            ExpressionAttributeValues={":room": {"S": "ROOM#general"}, ":five": {"S": sort_key(5)}},
        )["Count"]
        == 0
    )


def test_fault_26_an_expired_message_is_gone_before_dynamodb_deletes_it(connected: Table) -> None:
    say(4)
    age_room(connected, 100)
    for number in (1, 2):
        connected.client.update_item(
            TableName=connected.name,
            Key={"pk": {"S": "ROOM#general"}, "sk": {"S": sort_key(number)}},
            UpdateExpression="SET expires_at = :past",
            ExpressionAttributeValues={":past": {"N": str(now_ms() // 1000 - 1)}},
        )
    page = reading.newer("general", 0, 100)
    assert (page.lost, page.after, seqs(page)) == (True, 2, [3, 4])


def test_in_a_room_younger_than_its_retention_a_missing_beginning_is_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    hole()
    say(1)
    later(monkeypatch, PATIENCE_MS + 1)
    page = reading.newer("general", 0, 100)
    assert (page.lost, page.through, seqs(page)) == (False, 2, [2])


def test_in_an_old_room_a_hole_behind_a_living_message_is_a_hole(
    connected: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(1)
    hole()
    say(1)
    age_room(connected, 100)
    later(monkeypatch, PATIENCE_MS + 1)
    page = reading.newer("general", 1, 100)
    assert (page.lost, page.through, seqs(page)) == (False, 3, [3])


def test_a_log_that_is_all_gone(connected: Table) -> None:
    say(2)
    age_room(connected, 100)
    expire(connected, 1, 2)
    page = reading.newer("general", 0, 100)
    assert (page.lost, page.after, page.through, seqs(page)) == (True, 2, 2, [])


def test_promise_2_nothing_appears_behind_a_reader() -> None:
    """Writers race readers; what a page was complete for never changes."""
    done = threading.Event()
    pages: list[Page] = []

    def read() -> None:
        while not done.is_set():
            pages.append(reading.newer("general", 0, 1000))

    reader = threading.Thread(target=read)
    reader.start()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: append(Post("general", f"{number}", "guest:ana", "Ana", "x")), range(80)))
    done.set()
    reader.join()
    final = set(seqs(reading.newer("general", 0, 1000)))
    assert pages
    for page in pages:
        assert set(seqs(page)) == {seq for seq in final if seq <= page.through}


def edits(page: Page) -> list[str]:
    return [entry.text for entry in page.messages if isinstance(entry, Event)]


def edit(seq: int, text: str) -> None:
    append(deed(amending.edit(amending.find("general", seq), text), target=seq, text=text))


@pytest.mark.engines("local", "emulator")
def test_an_edit_in_a_page_says_what_its_message_says_now() -> None:
    say(2)
    edit(1, "a secret")
    edit(1, "better")
    edit(2, "another secret")
    append(deed(amending.erase(amending.find("general", 2)), "erased", 2))
    page = reading.newest("general", 10)
    assert edits(page) == ["better", "better", "", ""]
    assert edits(reading.newer("general", 2, 1)) == ["better"], "also where the message is in another page"
    assert "secret" not in str([entry.serialize() for entry in page.messages])


def test_a_page_of_very_many_edits_is_read() -> None:
    keep: dict[str, Any] = {"user": "guest:ana", "name": "Ana", "at": now_ms(), "expires_at": now_ms() // 1000 + 60}
    Room.advance("general", now_ms(), 240)
    with Message.batch_write() as batch:
        for seq in range(1, 121):
            batch.save(Message("ROOM#general", sort_key(seq), id=f"{seq}", text=f"text {seq}", **keep))
    with Event.batch_write() as batch:
        for seq in range(121, 241):
            fields = {"target": seq - 120}
            batch.save(Event("ROOM#general", sort_key(seq), id=f"{seq}", what="edited", fields=fields, **keep))
    assert edits(reading.newer("general", 0, 1000)) == [f"text {seq}" for seq in range(1, 121)]


def test_an_edit_of_what_is_not_kept_any_more_says_nothing(connected: Table) -> None:
    say(1)
    edit(1, "better")
    expire(connected, 1)
    age_room(connected, 100)
    assert edits(reading.newest("general", 10)) == [""]


def test_a_page_tells_what_its_room_is() -> None:
    about = {"access": "open", "title": "", "topic": "", "archived": False, "slow": 0}
    assert reading.newest("general", 5).about == about
