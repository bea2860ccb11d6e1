"""Answers as people read them."""

from parley.admin.shown import shown


def test_many_of_a_kind_are_a_table() -> None:
    rooms = [{"room": "general", "head": 7, "archived": False}, {"room": "ops", "head": 12345, "days": 7}]
    assert list(shown({"ok": True, "rooms": rooms, "after": "x"})) == [
        "room     head   archived  days",
        "general  7      no",
        "ops      12345            7",
    ]


def test_the_rest_is_a_line_each_and_nothing_is_left_out_of_what_is_there() -> None:
    answer = {"room": "general", "young": False, "wrong": [], "counts": {"messages": 3}, "sealed": [4, 5], "more": True}
    assert list(shown(answer)) == ["room: general", "young: no", "counts: messages 3", "sealed: 4, 5"]


def test_times_are_times_and_for_good_is_for_good() -> None:
    (since, banned) = shown({"since": 1_700_000_000_000, "banned": 9_999_999_999_999})
    assert since.startswith("since: 2023-11-1") and banned == "banned: for good"


def test_what_others_wrote_cannot_touch_the_terminal() -> None:
    assert "\x1b" not in "".join(shown({"users": [{"name": "B\x1b[1mo\n"}], "title": "\x1b]0;x\x07"}))
