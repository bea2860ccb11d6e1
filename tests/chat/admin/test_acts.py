"""Acting as an operator: in rooms each act is an entry, and people are told as if an owner had done it."""

import time

import pytest

from chat import connections as verbs
from errors import BadFrame, Forbidden, NotFound
from models import crowd, reading
from models.account import BANNED, SIGNED_OUT, Account
from models.log import Post, append
from models.membership import OWNER, Membership
from models.message import Event, Message
from models.room import Room
from tests.chat.admin.asking import ask
from tests.chat.admin.conftest import Bucket
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections

OPERATOR = {"user": "source:admin", "name": "Operator"}


def entries() -> list[Message | Event]:
    return list(reading.newest("general", 100).messages)


def test_a_kick_needs_no_rank_and_is_an_entry(come: Join, connections: Connections) -> None:
    ana = come("Ana", "general")
    told = ask("moderate", room="general", user=ana.user, act="kick", reason="enough", id="k")
    assert (
        ask("moderate", room="general", user=ana.user, act="kick", reason="enough", id="k")["seq"] == told["seq"] == 1
    )
    (entry,) = entries()
    assert isinstance(entry, Event) and entry.fields["act"] == "kick" and entry.user == "source:admin"
    assert connections.frames("ana1=")[-1] == {"type": "left", "room": "general", "act": "kick", "reason": "enough"}
    assert crowd.look("general").everyone() == {}


def test_a_room_without_an_owner_is_given_one(come: Join, connections: Connections) -> None:
    come("Ana", "general")
    come("Bo", "general")
    for step, act in enumerate(("invite", "promote", "promote")):
        ask("moderate", room="general", user="guest:bo", act=act, id=f"s{step}", **{"as": "Help desk"})
    assert Membership.of("guest:bo", "general").role == OWNER
    assert connections.frames("ana1=")[-1]["from"] == {"user": "source:admin", "name": "Help desk"}


def test_direct_rooms_are_nobody_s_to_moderate_or_change(come: Join) -> None:
    come("Ana", "general")
    Room.named("general").update([Room.access.set("direct")])
    with pytest.raises(Forbidden):
        ask("moderate", room="general", user="guest:ana", act="kick")
    with pytest.raises(Forbidden):
        ask("change", room="general", title="x")


def test_a_ban_holds_everywhere_until_it_is_undone(come: Join, connections: Connections) -> None:
    come("Ana", "general")
    assert ask("ban", user="guest:ana", minutes=5)["banned"] > time.time() * 1000
    assert "ana1=" in connections.closed
    assert Account.of("guest:ana").bars(2**40) == BANNED
    ask("unban", user="guest:ana")
    assert Account.of("guest:ana").bars(2**40) == ""
    ask("signOut", user="guest:ana")
    assert Account.of("guest:ana").bars(0) == SIGNED_OUT


def test_a_message_is_erased_with_its_file(bucket: Bucket, connections: Connections) -> None:
    Room.opened("general")
    verbs.connect(person("Bo"))
    bucket.put("rooms/general/x/cat.png")
    file = {"key": "rooms/general/x/cat.png", "name": "cat.png", "type": "image/png", "size": 6}
    append(Post("general", "m1", "guest:ana", "Ana", "my cat", file=file))
    assert "cat.png" in ask("link", room="general", seq=1)["url"]
    assert ask("erase", room="general", seq=1) == {"room": "general", "erased": 1, "seq": 2}
    said, erased = entries()
    assert isinstance(said, Message) and (said.text, said.erased, said.file) == ("", 2, None)
    assert isinstance(erased, Event) and (erased.what, erased.fields) == ("erased", {"target": 1})
    assert bucket.everything() == {}
    with pytest.raises(NotFound):
        ask("link", room="general", seq=1)


def test_a_room_is_changed_also_an_archived_one(come: Join, connections: Connections) -> None:
    come("Ana", "general")
    assert ask("change", room="general", archived=True, title="Old")["archived"] is True
    assert ask("change", room="general", archived=False)["title"] == "Old"
    assert connections.frames("ana1=")[-1]["type"] == "room"
    with pytest.raises(BadFrame):
        ask("change", room="general")


def test_what_is_said_from_then_on_is_kept_for_the_room_s_own_days() -> None:
    Room.opened("general")

    def days(id: str) -> int:
        return round((int(append(Post("general", id, "guest:ana", "Ana", "x")).expires_at or 0) - time.time()) / 86_400)

    assert days("a") == 90
    assert ask("keep", room="general", days=7) == {"room": "general", "days": 7}
    assert days("b") == 7
    assert ask("room", room="general")["days"] == 7
    assert ask("keep", room="general", days=0)["days"] == 90
    assert days("c") == 90
    assert Room.named("general").days_least == 7
