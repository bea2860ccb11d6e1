"""A standing changes together with its entry, and only from what it was known to be."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from errors import Busy
from models import entrance, reading
from models.connection import Connection
from models.membership import FOR_GOOD, MEMBER, MODERATOR, OWNER, VISITOR, Membership, members, of_user
from models.message import Event
from models.room import Room
from models.standing import Standing, changed, forget
from tests.models.entries import do, meanwhile, say
from tests.parts.dynamodb import Table

BO = "guest:bo"


@pytest.fixture(autouse=True)
def room(connected: Table) -> Room:
    return Room.opened("general")


def bo() -> Membership:
    return Membership.of(BO, "general")


def change(to: Standing, theirs: Membership | None = None, *, forgotten: bool = False) -> Event:
    """Bo is that from here on, as somebody decided who knew him as `theirs`."""
    return do(changed(theirs or bo(), to, "Bo", forgotten=forgotten), "member", user=BO)


def come_in() -> None:
    Connection.remember(BO, "c1=")
    entrance.enter(BO, "Bo", "c1=", "general", head=int(Room.named("general").head))


def listed() -> list[str]:
    return [item["listed_as"]["S"] for item in members("general", None, 10).items]


def rooms() -> list[str]:
    return [membership.room for membership in of_user(BO, None, 10)[0]]


@pytest.mark.engines("local", "emulator")
def test_a_standing_and_its_entry_are_written_together() -> None:
    event = change(Standing(MODERATOR))
    assert (bo().role, bo().name, bo().standing) == (MODERATOR, "Bo", MODERATOR)
    assert bo().expires_at is None
    assert [entry.seq for entry in reading.newest("general", 10).messages] == [event.seq]
    assert (listed(), rooms()) == ([BO], ["general"])


@pytest.mark.engines("local", "emulator")
def test_a_change_of_what_was_not_so_any_more_is_neither_made_nor_told() -> None:
    stale = bo()
    change(Standing(MEMBER))
    with pytest.raises(Busy):
        change(Standing(VISITOR, muted=FOR_GOOD), stale)
    assert bo().standing == MEMBER
    assert len(reading.newest("general", 10).messages) == 1
    assert Room.named("general").head == reading.newest("general", 10).through, "no number is left open"


ACTS: dict[str, Callable[[Membership], Standing]] = {
    "mute": lambda theirs: Standing(str(theirs.role), FOR_GOOD, theirs.banned),
    "unmute": lambda theirs: Standing(str(theirs.role), None, theirs.banned),
    "ban": lambda theirs: Standing(str(theirs.role), theirs.muted, FOR_GOOD),
    "unban": lambda theirs: Standing(str(theirs.role), theirs.muted),
    "promote": lambda theirs: Standing(MODERATOR, theirs.muted, theirs.banned),
    "invite": lambda theirs: Standing(MEMBER),
}


FIRST = ("mute", "ban", "promote")


@pytest.mark.parametrize(("first", "second"), [(one, other) for one in FIRST for other in ACTS if one != other])
def test_of_two_acts_that_know_nothing_of_each_other_none_undoes_the_other(first: str, second: str) -> None:
    stale = bo()
    change(ACTS[first](stale))
    after = bo().serialize()
    with pytest.raises(Busy):
        change(ACTS[second](stale), stale)
    assert bo().serialize() == after
    change(ACTS[second](bo()))


def test_a_mute_that_was_made_longer_meanwhile_is_not_shortened() -> None:
    soon = int(time.time() * 1000) + 60_000
    change(Standing(VISITOR, muted=soon))
    stale = bo()
    change(Standing(VISITOR, muted=FOR_GOOD))
    with pytest.raises(Busy):
        change(Standing(VISITOR), stale)
    assert bo().muted == FOR_GOOD


def test_of_two_owners_who_demote_each_other_at_once_one_does() -> None:
    owners = {}
    for user in ("guest:ana", BO):
        do(changed(Membership.of(user, "general"), Standing(OWNER), user), "member")
        owners[user] = Membership.of(user, "general")

    def demote(user: str, by: str) -> bool:
        try:
            do(changed(owners[user], Standing(MODERATOR), user, by=owners[by]), "member", user=by)
        except Busy:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(demote, ["guest:ana", BO], [BO, "guest:ana"]))
    left = [Membership.of(user, "general").role for user in owners]
    assert sorted(left) == [MODERATOR, OWNER]
    assert done.count(True) == 1


def test_who_was_banned_meanwhile_moderates_nobody() -> None:
    ana = Membership("USER#guest:ana", "ROOM#general", role=MODERATOR)
    ana.save()
    do(changed(Membership.of("guest:ana", "general"), Standing(MODERATOR, banned=FOR_GOOD), "Ana"), "member")
    with pytest.raises(Busy):
        do(changed(bo(), Standing(VISITOR, muted=FOR_GOOD), "Bo", by=ana), "member")
    assert bo().muted is None


def test_whoever_comes_in_meanwhile_is_invited_again() -> None:
    """An invitation meets a visitor's membership where there was none: both are the same standing."""
    say()
    together = changed(bo(), Standing(MEMBER), "Bo")
    do(meanwhile(together, come_in), "member")
    assert (bo().role, bo().read) == (MEMBER, 2)


def test_who_quits_while_they_are_invited_does_one_after_the_other() -> None:
    change(Standing(MEMBER))
    stale = bo()
    together = changed(stale, Standing(VISITOR), "Bo", forgotten=True)
    do(meanwhile(together, lambda: change(Standing(MEMBER), stale)), "member")
    assert bo().role == VISITOR
    with pytest.raises(Busy):
        change(Standing(MODERATOR), stale)


def test_who_has_quit_is_a_visitor_and_in_no_list() -> None:
    change(Standing(MEMBER))
    change(Standing(VISITOR), forgotten=True)
    assert (listed(), rooms()) == ([], [])
    assert bo().expires_at is not None and bo().expires_at <= time.time()
    come_in()
    assert (rooms(), bo().read) == (["general"], 2)
    assert bo().expires_at > time.time() + 86_400


@pytest.mark.parametrize("standing", [Standing(VISITOR, muted=FOR_GOOD), Standing(VISITOR, banned=FOR_GOOD)])
def test_nobody_gets_out_of_a_mute_or_a_ban_by_quitting(standing: Standing) -> None:
    change(Standing(MEMBER))
    come_in()
    change(standing, forgotten=True)
    assert (bo().muted, bo().banned) == (standing.muted, standing.banned)
    assert bo().expires_at is None, "what is forgotten lets them in again"
    assert (rooms(), listed()) == ([], [BO])


def test_a_visitor_who_was_unmuted_is_forgotten_in_time() -> None:
    change(Standing(VISITOR, muted=FOR_GOOD))
    change(Standing(VISITOR))
    assert listed() == []
    assert bo().expires_at is not None and bo().expires_at > time.time() + 86_400


def test_a_change_keeps_how_far_somebody_has_read() -> None:
    come_in()
    Membership.mark_read(BO, "general", 7)
    change(Standing(MEMBER))
    assert bo().read == 7


def test_a_visitor_is_forgotten() -> None:
    come_in()
    forget(bo())
    assert (rooms(), bo().read) == ([], 0)
    forget(bo())


def test_nobody_who_is_not_there_is_forgotten(connected: Table) -> None:
    before = connected.client.scan(TableName=connected.name)["Count"]
    forget(bo())
    assert connected.client.scan(TableName=connected.name)["Count"] == before


@pytest.mark.parametrize("standing", [Standing(VISITOR, muted=FOR_GOOD), Standing(VISITOR, banned=FOR_GOOD)])
def test_a_mute_or_a_ban_is_not_forgotten_with_the_visitor(standing: Standing) -> None:
    come_in()
    stale = bo()
    change(standing)
    forget(stale)
    assert (bo().muted, bo().banned) == (standing.muted, standing.banned)
    assert rooms() == []


def test_a_member_is_not_forgotten_by_who_knew_a_visitor() -> None:
    come_in()
    stale = bo()
    change(Standing(MEMBER))
    forget(stale)
    assert (bo().role, rooms()) == (MEMBER, ["general"])
