"""Who may do what: what is not in the table may not be done. promises/test_who_may.py has it over real frames."""

import pytest

from chat.authority import GUEST, MAY, USER, demand, may, may_join, outranks, standing
from errors import Forbidden
from models.membership import BANNED, FOR_GOOD, MEMBER, MODERATOR, MUTED, OWNER, RANKS, VISITOR, Membership
from models.room import Room


def member(role: str = VISITOR, muted: int | None = None, banned: int | None = None) -> Membership:
    return Membership("USER#guest:sam", "ROOM#general", role=role, muted_until=muted, banned_until=banned)


@pytest.mark.parametrize(
    ("membership", "known"),
    [
        (member(), USER),
        (member(MEMBER), MEMBER),
        (member(OWNER), OWNER),
        (member(MEMBER, muted=FOR_GOOD), MUTED),
        (member(muted=FOR_GOOD), MUTED),
        (member(MEMBER, muted=1), MEMBER),
        (member(OWNER, muted=FOR_GOOD, banned=FOR_GOOD), BANNED),
        (member(banned=1), USER),
    ],
)
def test_a_ban_goes_before_a_mute_and_a_mute_before_a_role(membership: Membership, known: str) -> None:
    assert standing(membership, guest=False) == known


def test_a_guest_without_a_role_is_less_than_a_user() -> None:
    assert standing(member(), guest=True) == GUEST
    assert standing(member("emperor"), guest=True) == GUEST
    assert may("change own", USER)
    assert not may("change own", GUEST)


def test_the_banned_may_nothing_and_nobody_may_what_is_not_in_the_table() -> None:
    assert not any(may(act, BANNED) for act in MAY)
    assert not any(may("fly", who) for who in (GUEST, USER, MUTED, *RANKS))
    with pytest.raises(Forbidden):
        demand("fly", OWNER)
    demand("set roles", OWNER)


@pytest.mark.parametrize("access", ["members", "direct", "whatever a newer version has"])
def test_what_is_not_open_is_for_members(access: str) -> None:
    room = Room.new("vault", access)
    assert may_join(room, member(MEMBER, muted=FOR_GOOD), guest=False)
    assert may_join(room, member(MEMBER), guest=True)
    for outside in (member(), member(muted=FOR_GOOD), member(MEMBER, banned=FOR_GOOD)):
        assert not may_join(room, outside, guest=False)


def test_moderators_outrank_who_is_below_them_and_owners_anyone() -> None:
    ranked = {one: {other for other in RANKS if outranks(member(one), member(other))} for one in RANKS[2:]}
    assert ranked == {MODERATOR: {VISITOR, MEMBER}, OWNER: set(RANKS)}
