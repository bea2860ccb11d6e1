"""Pages are cut to what a frame can carry, and say what they cover."""

from chat.pages import entry_frame, message_frame, newest_first, oldest_first
from frames import LAST_SEQ, PAGE_BYTES, TEXT_BYTES, encode
from frames.fields import MENTIONS_BYTES
from models.message import Event, Message, sort_key
from models.reading import Page

SEQS = (11, 12, 15, 16)


def message(seq: int) -> Message:
    return Message(
        "ROOM#general", sort_key(seq), id="a", user="guest:ana", name="Ana", text="x" * 100, at=1_790_000_000_000
    )


PAGE = Page("general", "k3", 20, 10, 17, tuple(message(seq) for seq in SEQS))
ONE = len(encode(message_frame(message(11)))) + 1


def test_what_fits_is_whole() -> None:
    for cut in (oldest_first(PAGE, 10_000), newest_first(PAGE, 10_000)):
        assert (cut.after, cut.through) == (10, 17)
        assert [shown["seq"] for shown in cut.messages] == list(SEQS)


def test_going_forward_keeps_the_oldest_and_is_complete_up_to_the_first_left_out() -> None:
    cut = oldest_first(PAGE, 2 * ONE)
    assert (cut.after, cut.through, [shown["seq"] for shown in cut.messages]) == (10, 14, [11, 12])


def test_going_back_keeps_the_newest_and_is_complete_from_the_last_left_out() -> None:
    cut = newest_first(PAGE, 2 * ONE)
    assert (cut.after, cut.through, [shown["seq"] for shown in cut.messages]) == (12, 17, [15, 16])


def test_an_empty_page_still_says_what_it_covers() -> None:
    empty = Page("general", "k3", 20, 10, 17, ())
    for cut in (oldest_first(empty, 0), newest_first(empty, 0)):
        assert (cut.after, cut.through, cut.messages) == (10, 17, [])


def test_the_largest_message_that_there_can_be_fits_a_page() -> None:
    user = "guest:" + '"' * 512
    largest = message(11)
    largest.user, largest.name, largest.text = user, "\U0001f469" * 64, '"' * TEXT_BYTES
    largest.reply = largest.thread = largest.replies = largest.edited = LAST_SEQ
    largest.mentions = {'"' * (MENTIONS_BYTES // 2 - 8)}
    largest.file = {"name": '"' * 200, "type": "x" * 100, "size": 10**12, "key": "never shown"}
    largest.reactions = {f"{chr(0x1F600 + number % 50)} {user[:-3]}{number:03}" for number in range(500)}
    shown = message_frame(largest)
    assert len(encode(shown)) < PAGE_BYTES
    assert shown["reactions"][0]["count"] == 10
    assert "key" not in shown["file"]
    page = Page("general", "k3", 20, 10, 11, (largest,))
    for cut in (oldest_first(page, PAGE_BYTES), newest_first(page, PAGE_BYTES)):
        assert (cut.after, cut.through, cut.messages) == (10, 11, [shown])


def test_reactions_are_told_the_most_frequent_first_with_who_has_them() -> None:
    said = message(11)
    said.reactions = {"👍 guest:ana", "👍 guest:bo", "🎉 guest:ana"}
    assert message_frame(said)["reactions"] == [
        {"reaction": "👍", "count": 2, "users": ["guest:ana", "guest:bo"]},
        {"reaction": "🎉", "count": 1, "users": ["guest:ana"]},
    ]


def test_an_event_tells_what_it_changed() -> None:
    edit = Event("ROOM#general", sort_key(12), id="e", user="guest:ana", name="Ana", at=1, what="edited")
    edit.fields, edit.text = {"target": 11}, "new"
    assert entry_frame(edit) == {
        "type": "edited",
        "room": "general",
        "seq": 12,
        "id": "e",
        "from": {"user": "guest:ana", "name": "Ana"},
        "target": 11,
        "text": "new",
        "at": 1,
    }
