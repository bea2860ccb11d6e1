"""Counting who reacted, also where not all are named."""

import pytest

from parley.entries import Reacted, Reaction, User
from parley.reactions import reacted

CUT = Reaction("👍", 50, ("a", "b"))


def by(user: str, on: bool = True, reaction: str = "👍") -> Reacted:
    sender = User(user, user)
    return Reacted(room="general", seq=9, id="x", sender=sender, at=0, target=1, reaction=reaction, on=on)


def test_each_user_counts_once() -> None:
    once = reacted((), by("a"), False)
    assert once == (Reaction("👍", 1, ("a",)),) == reacted(once, by("a"), False)
    assert reacted(once, by("b"), True) == (Reaction("👍", 2, ("a", "b")),)


def test_the_last_one_takes_it_away() -> None:
    once = reacted(reacted((), by("a"), False), by("a", reaction="🎉"), False)
    assert reacted(once, by("a", on=False), False) == (Reaction("🎉", 1, ("a",)),)
    assert reacted(once, by("b", on=False), False) == once


@pytest.mark.parametrize(
    ("user", "on", "counted", "count"),
    [
        ("c", True, False, 51),
        ("c", True, True, 50),
        ("a", True, False, 50),
        ("c", False, False, 49),
        ("c", False, True, 50),
    ]
    + [("a", False, True, 49)],
)
def test_where_users_are_cut_short(user: str, on: bool, counted: bool, count: int) -> None:
    assert reacted((CUT,), by(user, on), counted)[0].count == count
