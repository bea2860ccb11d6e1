"""Moderating: who is let in, who may do what, and who is put out. faults/test_kicks.py has the races."""

from typing import Any

import pytest

import frames
from chat import connections as verbs
from chat import entries as entries_
from chat import looking, messages, moderating, rooms
from errors import Busy, Forbidden, IdReused, NotFound, NotJoined
from identity import Caller
from models import crowd, log, reading
from models.clock import now_ms
from models.log import Deed
from models.membership import FOR_GOOD, MEMBER, MODERATOR, OWNER, VISITOR, Membership
from models.message import Event
from models.room import Room
from models.standing import Standing, changed
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections


@pytest.fixture
def ana(come: Join) -> Caller:
    """Ana owns the room."""
    return come("Ana", "general")


@pytest.fixture
def bo(ana: Caller, come: Join) -> Caller:
    return come("Bo", "general")


def do(caller: Caller, act: str, deadline: float, user: str = "guest:bo", id: str = "", **more: Any) -> None:
    request = frames.Moderate("general", id or f"{act}-{user[6:]}", user, act, **more)
    moderating.moderate(caller, request, deadline)


def of(user: str = "guest:bo") -> Membership:
    return Membership.of(user, "general")


def entries() -> list[Event]:
    return [entry for entry in reading.newest("general", 100).messages if isinstance(entry, Event)]


def say(caller: Caller, id: str, deadline: float) -> None:
    messages.say(caller, frames.SendMessage("general", id, "hello"), deadline)


def test_an_act_is_an_entry_with_its_reason(ana: Caller, bo: Caller, connections: Connections, deadline: float) -> None:
    do(ana, "mute", deadline, minutes=10, reason="later, please")
    told = connections.frames("bo1=")[-1]
    muted = told.pop("muted")
    assert abs(muted - told.pop("at") - 600_000) < 5_000
    assert told == {
        "type": "member",
        "room": "general",
        "seq": 1,
        "id": "mute-bo",
        "from": {"user": "guest:ana", "name": "Ana"},
        "act": "mute",
        "user": "guest:bo",
        "name": "Bo",
        "role": "visitor",
        "reason": "later, please",
    }
    assert [entry.fields["reason"] for entry in entries()] == ["later, please"]
    assert of().muted == muted


def test_who_is_kicked_is_out_on_every_device_before_anybody_hears_of_it(
    ana: Caller, bo: Caller, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = person("Bo", "bo2=")
    verbs.connect(second)
    rooms.join(second, frames.JoinRoom("general"), deadline)
    there: list[dict[str, int]] = []
    tell = entries_.tell_of

    def tells(*told: Any) -> None:
        there.append(crowd.look("general").everyone())
        tell(*told)

    monkeypatch.setattr(moderating, "tell_of", tells)
    do(ana, "kick", deadline, reason="enough")
    assert there == [{"ana1=": 0}]
    left = {"type": "left", "room": "general", "act": "kick", "reason": "enough"}
    assert connections.frames("bo1=")[-1] == connections.frames("bo2=")[-1] == left
    assert connections.frames("ana1=")[-1]["act"] == "kick"
    with pytest.raises(NotJoined):
        say(bo, "m1", deadline)


def test_promise_3_an_act_that_comes_again_is_one_entry(
    ana: Caller, bo: Caller, connections: Connections, deadline: float
) -> None:
    steps = ("invite", "promote", "demote", "mute", "unmute", "kick", "ban", "unban")
    for act in steps:
        for _ in range(2):
            do(ana, act, deadline)
    assert [entry.fields["act"] for entry in entries()] == list(steps)
    with pytest.raises(IdReused):
        do(ana, "kick", deadline, id="mute-bo")


def test_promise_3_the_last_step_up_may_come_again(ana: Caller, bo: Caller, deadline: float) -> None:
    do(ana, "invite", deadline)
    for step in ("one", "two", "two"):
        do(ana, "promote", deadline, id=step)
    assert of().role == OWNER
    with pytest.raises(Forbidden):
        do(ana, "promote", deadline, id="three")


def test_promise_3_an_act_that_comes_again_brings_back_nothing_that_was_undone(
    ana: Caller, bo: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    do(ana, "mute", deadline)
    do(ana, "unmute", deadline)
    do(ana, "mute", deadline)
    say(bo, "m1", deadline)
    do(ana, "mute", deadline, id="again")
    do(ana, "unmute", deadline)
    with pytest.raises(Forbidden):
        say(bo, "m2", deadline)
    do(ana, "ban", deadline)
    do(ana, "unban", deadline)
    come("Bo", "general")
    do(ana, "ban", deadline)
    assert "bo1=" in crowd.look("general").everyone()


def test_promise_6_who_was_a_moderator_repeats_nothing(ana: Caller, bo: Caller, come: Join, deadline: float) -> None:
    come("Cy", "general")
    do(ana, "invite", deadline)
    do(ana, "promote", deadline)
    do(bo, "kick", deadline, "guest:cy")
    do(ana, "demote", deadline)
    come("Cy", "general")
    with pytest.raises(Forbidden):
        do(bo, "kick", deadline, "guest:cy")
    assert "cy1=" in crowd.look("general").everyone()


def test_a_kick_that_died_halfway_is_felt_and_felt_again_by_the_same_request(
    ana: Caller, bo: Caller, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(moderating, "put_out", die)
        with pytest.raises(SystemExit):
            do(ana, "kick", deadline)
    assert "bo1=" not in crowd.look("general").everyone()
    rooms.join(bo, frames.JoinRoom("general"), deadline)
    do(ana, "kick", deadline)
    assert list(crowd.look("general").everyone()) == ["ana1="]
    assert len(entries()) == 1


def test_a_room_for_members_is_closed_to_who_is_put_out(ana: Caller, bo: Caller, deadline: float) -> None:
    Room.named("general").update([Room.access.set("members")])
    do(ana, "invite", deadline)
    do(ana, "kick", deadline)
    assert of().role == VISITOR
    with pytest.raises(NotFound):
        rooms.join(bo, frames.JoinRoom("general"), deadline)
    do(ana, "invite", deadline, id="again")
    rooms.join(bo, frames.JoinRoom("general"), deadline)


def test_whoever_is_invited_is_noticed_wherever_they_are(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    come("Bo", "random")
    do(ana, "invite", deadline, reason="come in")
    notice = connections.frames("bo1=")[-1]
    assert (notice["type"], notice["room"], notice["reason"], notice["text"]) == (
        "notice",
        "general",
        "invite",
        "come in",
    )
    assert "general" in [room["room"] for room in looking.rooms_of("guest:bo", None)["rooms"]]


@pytest.mark.parametrize("act", ["mute", "ban"])
def test_who_is_muted_or_banned_is_not_let_in_by_an_invitation(
    ana: Caller, bo: Caller, deadline: float, act: str
) -> None:
    do(ana, act, deadline)
    with pytest.raises(Forbidden, match="undo that first"):
        do(ana, "invite", deadline)


def test_a_ban_ends_when_it_was_said_to(
    ana: Caller, bo: Caller, come: Join, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(ana, "ban", deadline, minutes=10)
    with pytest.raises(Forbidden):
        rooms.join(bo, frames.JoinRoom("general"), deadline)
    later = now_ms() + 600_001
    for module in ("membership", "entrance"):
        monkeypatch.setattr(f"models.{module}.now_ms", lambda: later)
    rooms.join(bo, frames.JoinRoom("general"), deadline)


@pytest.mark.parametrize("first", ["ban", "mute"])
def test_of_two_acts_at_once_none_undoes_the_other(ana: Caller, bo: Caller, deadline: float, first: str) -> None:
    """Both moderators have read how Bo stands, then one acts, then the other."""
    read = of()
    do(ana, first, deadline)
    deed = Deed("general", "late", "guest:cy", "Cy", "member", {}, together=changed(read, Standing(VISITOR), "Bo"))
    with pytest.raises(Busy):
        log.append(deed)
    assert of().standing == {"ban": "banned", "mute": "muted"}[first]


def test_of_two_owners_who_demote_each_other_one_does(ana: Caller, bo: Caller, deadline: float) -> None:
    of().update([Membership.role.set(OWNER)])
    mine, theirs = of("guest:ana"), of()
    do(bo, "demote", deadline, "guest:ana")
    together = changed(theirs, Standing(MODERATOR), "Bo", by=mine)
    with pytest.raises(Busy):
        log.append(Deed("general", "late", ana.user, ana.name, "member", {}, together=together))
    assert (of("guest:ana").role, of().role) == (MODERATOR, OWNER)


def test_who_was_put_out_at_the_same_time_stays_barred(ana: Caller, bo: Caller, come: Join, deadline: float) -> None:
    come("Cy", "general")
    Room.named("general").update([Room.barred.set({"guest:old"}), Room.barred_until.set(1)])
    do(ana, "kick", deadline)
    do(ana, "kick", deadline, "guest:cy")
    assert Room.named("general").barred == {"guest:bo", "guest:cy"}


@pytest.mark.parametrize(
    ("act", "user"),
    [
        ("mute", "guest:ana"),
        ("kick", "guest:ana"),
        ("demote", "guest:ana"),
        ("promote", "guest:bo"),
        ("demote", "guest:x"),
    ],
)
def test_what_makes_no_sense_is_forbidden(ana: Caller, bo: Caller, deadline: float, act: str, user: str) -> None:
    with pytest.raises(Forbidden):
        do(ana, act, deadline, user)
    assert entries() == []


def test_a_direct_room_has_no_moderators(ana: Caller, bo: Caller, deadline: float) -> None:
    Room.named("general").update([Room.access.set("direct")])
    with pytest.raises(Forbidden):
        do(ana, "kick", deadline)


def test_a_mute_lasts_however_often_one_comes_in(ana: Caller, bo: Caller, deadline: float) -> None:
    do(ana, "mute", deadline)
    rooms.join(bo, frames.JoinRoom("general"), deadline)
    assert of().muted == FOR_GOOD
    assert of().expires_at is None
    assert of().role != MEMBER
