"""Looking around as an operator."""

import time

import pytest

import frames
from chat import moderating
from chat.admin import overview
from models import connected
from models.account import Account
from models.clock import in_seconds
from models.membership import FOR_GOOD
from models.profile import Profile
from models.room import Room
from tests.chat.admin.asking import ask
from tests.chat.conftest import Join


@pytest.fixture
def three(come: Join) -> None:
    for name, room in (("Ana", "general"), ("Bo", "general"), ("Cy", "random")):
        come(name, room)


def test_rooms_are_listed_page_by_page(three: None, monkeypatch: pytest.MonkeyPatch) -> None:
    Room.named("random").update([Room.access.set("members"), Room.listed_in.remove(), Room.listed_as.remove()])
    assert [room["room"] for room in ask("rooms")["rooms"]] == ["general"]
    assert sorted(room["room"] for room in ask("rooms", all=True)["rooms"]) == ["general", "random"]
    Room.opened("another")
    monkeypatch.setattr(overview, "PAGE", 1)
    first = ask("rooms")
    second = ask("rooms", after=first["after"])
    assert [first["rooms"][0]["room"], second["rooms"][0]["room"], second["after"]] == ["another", "general", None]


def test_a_room_is_shown_with_who_belongs_to_it_and_who_is_there(three: None) -> None:
    room = ask("room", room="general")
    assert (room["access"], room["head"], room["connections"]) == ("open", 0, 2)
    assert [(one["user"], one["role"], one["standing"]) for one in room["users"]] == [("guest:ana", "owner", "owner")]
    assert {one["user"] for one in room["here"]} == {"guest:ana", "guest:bo"}
    assert ask("users", room="general")["users"] == room["users"]


def test_who_has_signed_up_is_listed(three: None) -> None:
    Profile.make("oidc:1", "Ana")
    (one,) = ask("users")["users"]
    assert (one["user"], one["name"]) == ("oidc:1", "Ana") and abs(one["since"] / 1000 - time.time()) < 60


def test_a_user_is_shown_at_a_glance(three: None, deadline: float, come: Join) -> None:
    Profile.make("guest:bo", "Bo")
    Account.ban("guest:bo", FOR_GOOD, "", "operator")
    moderating.moderate(come("Ana", "general"), frames.Moderate("general", "i", "guest:bo", "invite"), deadline)
    bo = ask("user", user="guest:bo")
    assert (bo["name"], bo["banned"]) == ("Bo", FOR_GOOD)
    assert bo["rooms"] == [{"room": "general", "standing": "member", "read": 0}]
    assert bo["connections"] == [{"connection": "bo1=", "rooms": ["general"]}]
    assert ask("user", user="guest:nobody") == {"user": "guest:nobody", "rooms": [], "connections": [], "after": None}


def test_connections_are_listed_by_room_by_user_and_all(three: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def of(**by: str) -> set[str]:
        return {one["connection"] for one in ask("connections", **by)["connections"]}

    assert of(room="general") == {"ana1=", "bo1="}
    assert of(user="guest:cy") == {"cy1="}
    assert of() == {"ana1=", "bo1=", "cy1="}
    monkeypatch.setattr(overview, "PAGE", 2)
    first = ask("connections")
    second = ask("connections", after=first["after"])
    assert len(first["connections"]) == 2 and len(second["connections"]) == 1 and second["after"] is None
    monkeypatch.setattr(connected, "in_seconds", lambda seconds: in_seconds(seconds + 20_000))
    assert of() == set()
