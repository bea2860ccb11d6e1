"""Lists of rooms and people, line by line."""

from dataclasses import replace

from parley.entries import Message, User
from parley.listings import FoundRoom, Member, RoomInfo
from parley.terminal.listing import found_lines, member_lines, room_lines
from parley.terminal.typeset import Typeset

BO = User("guest:bo", "Bo")
LAST = Message(room="attic", seq=3, id="x", sender=BO, at=0, text="one\ntwo \x1b[2J" + "x" * 100)
ATTIC = RoomInfo("attic", "open", "", "", False, "visitor", 3, 0, 3, 1, LAST)


def test_a_room_has_one_line_that_is_cut() -> None:
    full = replace(ATTIC, room="a-longer-name", unread=100, mentions=0, last=replace(LAST, erased=4))
    direct = replace(ATTIC, room="direct-1", unread=0, mentions=0, last=None, peer=User("guest:日", "日"))
    lines = [Typeset(60).one_line(line) for line in room_lines([ATTIC, full, direct], "attic", {"attic", "direct-1"})]
    assert lines == [
        "> attic          3 new, 1 @you    Bo: one two ␛[2Jxxxxxxxxx…",
        "  a-longer-name  100+ new         Bo: (erased)",
        "· @日",
    ]


def test_found_rooms() -> None:
    found = [FoundRoom("plans", "Plans", "2027"), FoundRoom("plants", "", "green"), FoundRoom("p", "", "")]
    assert found_lines(found) == ["  plans   Plans: 2027", "  plants  green", "  p"]


def test_members() -> None:
    assert member_lines([Member(BO, "owner"), Member(User("oidc:1", "Cyn"), "member", 9, 9)]) == [
        "  Bo   owner                guest:bo",
        "  Cyn  member, muted, banned oidc:1",
    ]
