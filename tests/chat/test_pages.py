"""Pages are cut to what a frame can carry, and say what they cover."""

from chat.pages import message_frame, newest_first, oldest_first
from frames import encode
from models.message import Message, sort_key
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
