"""What changes between two frames: the first is heard, the second is refused, and so is all that follows."""

import time

import pytest

from models import log, reading
from models.log import Post
from models.membership import MEMBER, MODERATOR
from models.room import Room
from tests.promises.conftest import CLOSED, OPEN, Come, stands
from tests.promises.people import Person


@pytest.fixture
def sam(olga: Person, come: Come) -> Person:
    return come("Sam", OPEN)


def says(person: Person, room: str = OPEN) -> str:
    """The code of a refusal; empty for what was said."""
    return person.code("sendMessage", room=room, text="hello")


def moderate(olga: Person, sam: Person, act: str, room: str = OPEN) -> None:
    assert olga.ask("moderate", room=room, user=sam.user, act=act)["type"] == "member"


def test_promise_6_kicked(olga: Person, sam: Person) -> None:
    assert says(sam) == ""
    moderate(olga, sam, "kick")
    assert sam.heard()[-1] == {"type": "left", "room": OPEN, "act": "kick"}
    heard = len(sam.heard())
    olga.ask("sendMessage", room=OPEN, text="without Sam")
    assert len(sam.heard()) == heard
    assert says(sam) == sam.code("history", room=OPEN) == sam.code("typing", room=OPEN) == "not_joined"
    assert sam.ask("joinRoom", room=OPEN)["type"] == "joined"
    # What was on its way when they were kicked may still come: until it has ended, they say nothing.
    assert says(sam) == "rate_limited"


def test_promise_6_kicked_out_of_a_room_for_members(olga: Person, sam: Person, come: Come) -> None:
    moderate(olga, sam, "invite", CLOSED)
    assert sam.ask("joinRoom", room=CLOSED)["type"] == "joined"
    assert says(sam, CLOSED) == ""
    moderate(olga, sam, "kick", CLOSED)
    assert says(sam, CLOSED) == sam.code("history", room=CLOSED) == sam.code("members", room=CLOSED) == "not_joined"
    assert sam.code("joinRoom", room=CLOSED) == "not_found"


def test_promise_6_banned_on_every_device(olga: Person, sam: Person, come: Come) -> None:
    second = come("Sam", OPEN, connection="sam2=")
    assert says(second) == ""
    moderate(olga, sam, "ban")
    for device in (sam, second):
        assert device.heard()[-1] == {"type": "left", "room": OPEN, "act": "ban"}
        assert says(device) == "not_joined"
        assert device.code("joinRoom", room=OPEN) == "forbidden"
    third = come("Sam", connection="sam3=")
    assert third.code("joinRoom", room=OPEN) == "forbidden"
    moderate(olga, sam, "unban")
    assert sam.ask("joinRoom", room=OPEN)["type"] == "joined"
    assert says(sam) == ""


def test_promise_6_muted(olga: Person, sam: Person) -> None:
    seq = sam.ask("sendMessage", room=OPEN, text="hello")["seq"]
    moderate(olga, sam, "mute")
    assert says(sam) == "forbidden"
    # One's own may be changed, but nothing has a seq as long as a frame from before the mute may be on its way.
    assert sam.code("editMessage", room=OPEN, seq=seq, text="else") == "rate_limited"
    assert sam.code("react", room=OPEN, seq=seq, reaction="👍", on=True) == sam.code("typing", room=OPEN) == "forbidden"
    olga.ask("sendMessage", room=OPEN, text="listen")
    assert sam.heard("message")[-1]["text"] == "listen"
    assert sam.code("history", room=OPEN) == ""
    sam.send("leaveRoom", room=OPEN)
    assert "muted" in sam.ask("joinRoom", room=OPEN)["you"]
    assert says(sam) == "forbidden"
    moderate(olga, sam, "unmute")
    assert says(sam) == ""


def test_promise_6_demoted(olga: Person, come: Come) -> None:
    stands("guest:sam", OPEN, MODERATOR)
    stands("guest:mia", OPEN, MEMBER)
    sam = come("Sam", OPEN)
    assert sam.may("moderate", room=OPEN, user="guest:mia", act="mute")
    moderate(olga, sam, "demote")
    assert not sam.may("moderate", room=OPEN, user="guest:mia", act="unmute")
    assert not sam.may("changeRoom", room=OPEN, topic="mine")
    assert says(sam) == ""


def test_promise_6_the_room_closed_to_all_but_members(olga: Person, sam: Person, come: Come) -> None:
    moderate(olga, Person("Mia", olga.connections), "invite")
    mia = come("Mia", OPEN)
    assert says(sam) == ""
    assert olga.ask("changeRoom", room=OPEN, access="members")["access"] == "members"
    assert sam.heard()[-1] == {"type": "left", "room": OPEN, "act": "close"}
    heard = len(sam.heard())
    assert says(mia) == ""
    assert len(sam.heard()) == heard
    assert says(sam) == sam.code("history", room=OPEN) == "not_joined"
    assert sam.code("joinRoom", room=OPEN) == "not_found"
    assert sam.ask("rooms")["rooms"] == []


def test_promise_6_the_room_archived(olga: Person, sam: Person) -> None:
    seq = sam.ask("sendMessage", room=OPEN, text="hello")["seq"]
    assert olga.ask("changeRoom", room=OPEN, archived=True)["archived"] is True
    head = reading.newest(OPEN, 1).head
    for person in (sam, olga):
        assert says(person) == person.code("react", room=OPEN, seq=seq, reaction="👍", on=True) == "forbidden"
    assert sam.code("eraseMessage", room=OPEN, seq=seq) == "forbidden"
    assert olga.code("moderate", room=OPEN, user=sam.user, act="mute") == "forbidden"
    assert reading.newest(OPEN, 1).head == head
    assert sam.code("history", room=OPEN) == ""
    assert olga.ask("changeRoom", room=OPEN, archived=False)["archived"] is False
    assert says(sam) == ""


def test_promise_6_the_sign_in_expired(sam: Person) -> None:
    assert says(sam) == ""
    sam.expires = time.time() - 61
    for action in ("joinRoom", "leaveRoom", "typing", "history", "members", "changeRoom"):
        assert sam.send(action, room=OPEN)[-1]["code"] == "expired"
    assert says(sam) == "expired"


@pytest.mark.parametrize("act", ["mute", "ban"])
def test_nobody_gets_rid_of_a_mute_or_a_ban_by_quitting(olga: Person, sam: Person, act: str) -> None:
    for done in ("invite", act):
        moderate(olga, sam, done)
    # A member's quitting is an entry, and who was just put out or muted writes none.
    assert sam.code("leaveRoom", room=OPEN, quit=True) == "rate_limited"
    _later(OPEN)
    assert sam.send("leaveRoom", room=OPEN, quit=True)[-1]["type"] == "left"
    assert sam.ask("rooms")["rooms"] == []
    if act == "ban":
        assert sam.code("joinRoom", room=OPEN) == "forbidden"
    else:
        assert sam.ask("joinRoom", room=OPEN)["you"]["role"] == "visitor"
        assert says(sam) == "forbidden"


def test_who_quits_a_room_for_members_is_out_and_is_told_nothing_more(olga: Person, come: Come) -> None:
    stands("guest:sam", CLOSED, MEMBER)
    sam, second = come("Sam", CLOSED), come("Sam", CLOSED, connection="sam2=")
    assert sam.send("leaveRoom", room=CLOSED, quit=True)[-1]["type"] == "left"
    assert second.heard()[-1] == {"type": "left", "room": CLOSED, "act": "quit"}
    heard = len(sam.heard()), len(second.heard())
    olga.ask("sendMessage", room=CLOSED, text="without Sam", mentions=["guest:sam"])
    assert (len(sam.heard()), len(second.heard())) == heard
    assert sam.code("joinRoom", room=CLOSED) == "not_found"
    assert log.append(Post(CLOSED, "x", "guest:olga", "Olga", "x")).seq == 3


def _later(room: str) -> None:
    """The time that is left to what was on its way has passed."""
    Room.named(room).update([Room.barred_until.set(1)])
