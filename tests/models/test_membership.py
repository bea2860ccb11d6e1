"""Memberships: a standing, how far somebody has read, and the lists that they stand in."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from errors import NotJoined
from models import membership as memberships
from models.clock import now_ms, retention_end
from models.connection import Connection
from models.membership import BANNED, FOR_GOOD, MEMBER, MODERATOR, MUTED, OWNER, VISITOR, Listed, Membership
from models.profile import Profile
from models.room import OPEN_ROOMS, Room
from tests.parts.dynamodb import Table

AGES_AGO = 1_000


def known(room: str = "general", user: str = "guest:ana", **what: Any) -> Membership:
    """Somebody with that standing, in the table."""
    if what.get("role", VISITOR) != VISITOR:
        what |= {"listed_in": memberships.members_list(room), "listed_as": user}
    membership = Membership(f"USER#{user}", f"ROOM#{room}", **{"read": 0, **what})
    membership.save()
    return membership


def test_who_was_never_there_is_a_visitor_and_not_written_down(connected: Table) -> None:
    membership = Membership.of("guest:ana", "general")
    assert (membership.role, membership.belongs, membership.standing) == (VISITOR, False, VISITOR)
    assert (membership.user, membership.room, membership.read) == ("guest:ana", "general", 0)
    assert connected.client.scan(TableName=connected.name)["Count"] == 0


@pytest.mark.parametrize(
    ("what", "standing"),
    [
        ({}, VISITOR),
        ({"role": MODERATOR}, MODERATOR),
        ({"role": OWNER, "muted_until": FOR_GOOD}, MUTED),
        ({"role": MEMBER, "muted_until": FOR_GOOD, "banned_until": FOR_GOOD}, BANNED),
        ({"role": MEMBER, "muted_until": AGES_AGO, "banned_until": AGES_AGO}, MEMBER),
        ({"muted_until": FOR_GOOD, "banned_until": AGES_AGO}, MUTED),
    ],
)
def test_a_ban_goes_before_a_mute_before_a_role_while_it_lasts(what: dict[str, Any], standing: str) -> None:
    known(**what)
    assert Membership.of("guest:ana", "general").standing == standing


def test_what_older_and_newer_versions_wrote_is_a_membership(connected: Table) -> None:
    keys = {"pk": {"S": "USER#guest:ana"}, "sk": {"S": "ROOM#general"}, "kind": {"S": "membership"}}
    connected.client.put_item(TableName=connected.name, Item={**keys, "hat": {"M": {"colour": {"S": "blue"}}}})
    membership = Membership.of("guest:ana", "general")
    assert (membership.standing, membership.read, membership.name) == (VISITOR, 0, "")
    assert membership.peer is None
    assert memberships.of_user("guest:ana", None, 10) == ([], None)
    assert Membership.mark_read("guest:ana", "general", 2) == 2
    assert rooms("guest:ana", 10) == ["general"]


@pytest.mark.engines("local", "emulator")
def test_a_marker_never_goes_back() -> None:
    known(read=5)
    assert Membership.mark_read("guest:ana", "general", 9) == 9
    assert Membership.mark_read("guest:ana", "general", 7) == 9
    assert Membership.mark_read("guest:ana", "general", 9) == 9
    assert Membership.of("guest:ana", "general").read == 9


def test_of_many_markers_at_once_the_furthest_stays() -> None:
    known()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda seq: Membership.mark_read("guest:ana", "general", seq), range(1, 33)))
    assert all(answer >= seq for seq, answer in enumerate(answers, 1))
    assert Membership.of("guest:ana", "general").read == 32


def test_who_was_never_there_marks_nothing(connected: Table) -> None:
    with pytest.raises(NotJoined):
        Membership.mark_read("guest:ana", "general", 3)
    assert connected.client.scan(TableName=connected.name)["Count"] == 0


def rooms(user: str, limit: int) -> list[str]:
    """A user's rooms, page by page, as a client asks."""
    found: list[str] = []
    after: str | None = None
    while True:
        page, after = memberships.of_user(user, after, limit)
        assert len(page) <= limit
        found += [membership.room for membership in page]
        if after is None:
            return found
        assert after == found[-1]


@pytest.mark.engines("local", "emulator")
def test_a_users_rooms_page_by_page_are_each_there_once() -> None:
    names = sorted(f"room-{number}" for number in range(7))
    for name in names:
        known(name)
    known("room-x", "guest:bo")
    Connection.remember("guest:ana", "c1=")
    Profile.make("guest:ana", "Ana")
    for limit in range(1, 9):
        assert rooms("guest:ana", limit) == names
    assert rooms("guest:nobody", 3) == []


def test_rooms_that_are_quit_expired_or_closed_to_the_user_are_none_of_theirs(connected: Table) -> None:
    known("a")
    known("b", banned_until=now_ms() + 60_000)
    known("c", banned_until=AGES_AGO)
    known("d", expires_at=int(time.time()) - 1)
    known("e", expires_at=int(time.time()) + 60)
    known("f", muted_until=FOR_GOOD)
    Membership("USER#guest:ana", "ROOM#f").update([Membership.read.remove()])
    known("g", role=MEMBER)
    Membership("USER#guest:ana", "ROOM#g").update([Membership.read.remove()])
    for limit in (1, 2, 10):
        assert rooms("guest:ana", limit) == ["a", "c", "e", "g"]


def test_a_page_goes_on_after_a_room_that_has_gone_meanwhile() -> None:
    for name in ("a", "b", "c", "d"):
        known(name)
    page, after = memberships.of_user("guest:ana", None, 2)
    assert ([each.room for each in page], after) == (["a", "b"], "b")
    page[-1].delete()
    assert [each.room for each in memberships.of_user("guest:ana", after, 2)[0]] == ["c", "d"]


def test_the_standings_of_many_at_once() -> None:
    for number in range(99):
        known(user=f"guest:u{number}", role=MEMBER)
    found = list(memberships.of_users([*(f"guest:u{number}" for number in range(99)), "guest:nobody"], "general"))
    assert {each.user for each in found} == {f"guest:u{number}" for number in range(99)}
    assert all(each.role == MEMBER for each in found)
    assert list(memberships.of_users([], "general")) == []


def users(listed: Listed) -> list[str]:
    return [item["listed_as"]["S"] for item in listed.items]


def pages(partition: str, limit: int, prefix: str = "") -> list[str]:
    found: list[str] = []
    after: str | None = None
    while True:
        page = memberships.listed(partition, after, limit, prefix)
        assert len(page.items) <= limit
        found += users(page)
        if page.next is None:
            return found
        after = page.next


@pytest.mark.engines("local", "emulator")
def test_members_page_by_page_are_each_there_once_whatever_they_are_called() -> None:
    names = ["guest:ana", "guest:bo", "oidc:1|2 x", "é", "ｚ", "\U0001f600", "\U0010ffff"]
    for name in names:
        known(user=name, role=MEMBER, name=name.title())
    known("other", "guest:ana", role=OWNER)
    known(user="guest:visitor")
    for limit in range(1, 9):
        assert pages(memberships.members_list("general"), limit) == names
    assert users(memberships.members("general", "guest:bo", 2)) == names[2:4]


def test_what_a_list_tells_of_a_member() -> None:
    known(role=MODERATOR, name="Ana", muted_until=FOR_GOOD, banned_until=AGES_AGO)
    (item,) = memberships.members("general", None, 10).items
    membership = Membership.from_raw_data(item)
    assert (membership.user, membership.name, membership.role) == ("guest:ana", "Ana", MODERATOR)
    assert (membership.muted, membership.banned) == (FOR_GOOD, None)


@pytest.mark.parametrize("after", ["\U0010ffff!", "\U0010ffff\U0010ffff", "zzz"])
def test_after_the_last_there_is_nothing(after: str) -> None:
    known(role=MEMBER)
    assert memberships.members("general", after, 10) == Listed([], None)


def test_open_rooms_by_the_beginning_of_their_names() -> None:
    for name in ("pl", "plan-b", "plans", "pm", "a", "z"):
        Room.new(name, title=f"The {name}").save()
    Room.new("plan-c", "members").save()
    for limit in (1, 2, 3, 10):
        assert pages(OPEN_ROOMS, limit, "pl") == ["pl", "plan-b", "plans"]
        assert pages(OPEN_ROOMS, limit) == ["a", "pl", "plan-b", "plans", "pm", "z"]
    (item,) = memberships.listed(OPEN_ROOMS, None, 1, "plans").items
    assert item["title"]["S"] == "The plans"


@pytest.mark.parametrize(("after", "found"), [("a", ["pl", "plans"]), ("pl", ["plans"]), ("plans", []), ("z", [])])
def test_what_begins_so_does_wherever_one_goes_on(after: str, found: list[str]) -> None:
    for name in ("a", "b", "pl", "plans", "z"):
        Room.new(name).save()
    assert users(memberships.listed(OPEN_ROOMS, after, 10, "pl")) == found


def test_a_visitor_is_kept_as_long_as_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert abs(retention_end() - time.time() - 90 * 86_400) < 5
