"""What happened, in words."""

from typing import Any

import pytest

from parley.entries import Edited, Entry, Erased, MemberChanged, Message, Reacted, RoomChanged, User
from parley.terminal.sentences import sentence
from parley.terminal.typeset import Typeset

ANA, BEN = User("guest:ana", "Ana"), User("guest:ben", "Ben")
BY: dict[str, Any] = {"room": "general", "seq": 9, "id": "x", "sender": ANA, "at": 0}
HIS = Message(room="general", seq=5, id="y", sender=BEN, at=0, text="a text\nthat is longer than an excerpt")


def member(act: str, role: str = "member", user: User = BEN, **more: Any) -> MemberChanged:
    return MemberChanged(**BY, act=act, user=user, role=role, **more)


def room(title: str = "", topic: str = "", access: str = "open", archived: bool = False) -> RoomChanged:
    return RoomChanged(**BY, title=title, topic=topic, access=access, archived=archived)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (Edited(**BY, target=5, text="new"), "Ana edited #5: new"),
        (Edited(**BY, target=5, text=""), "Ana edited #5, which was erased"),
        (Erased(**BY, target=5), "Ana erased #5 of Ben"),
        (Reacted(**BY, target=5, reaction="👍", on=True), "Ana 👍 #5 (a text that is longer than an…)"),
        (Reacted(**BY, target=5, reaction="👍", on=False), "Ana took 👍 back from #5"),
        (member("invite"), "Ana invited Ben"),
        (member("promote", "moderator"), "Ana made Ben a moderator"),
        (member("promote", "owner"), "Ana made Ben an owner"),
        (member("mute", muted=9_999_999_999_999, reason="hush"), "Ana muted Ben: hush"),
        (member("unmute"), "Ana lets Ben speak again"),
        (member("kick", "visitor"), "Ana put Ben out"),
        (member("ban", "visitor", banned=9_999_999_999_999), "Ana banned Ben"),
        (member("unban", "visitor"), "Ana lets Ben come in again"),
        (member("quit", "visitor", ANA), "Ana gave up the membership"),
        (member("praise"), "Ana praise Ben"),
        (room(), "Ana set up the room"),
        (room("Plans", "2027", "members", True), 'Ana set up the room "Plans", about 2027, for members only, archived'),
    ],
)
def test_sentences(entry: Entry, told: str) -> None:
    assert sentence(entry, HIS) == told


@pytest.mark.parametrize("entry", [Erased(**BY, target=5), Reacted(**BY, target=5, reaction="👍", on=True)])
def test_of_a_message_that_is_not_known_the_number_is_told(entry: Entry) -> None:
    assert sentence(entry, None) in ("Ana erased #5", "Ana 👍 #5")


def test_a_sentence_is_harmless_when_it_is_set() -> None:
    evil = room("\x1b]0;owned\x07", "\x1b[2J")
    assert "\x1b" not in Typeset().note(sentence(evil, None)) and "\x07" not in Typeset().note(sentence(evil, None))
