"""Which frame is an answer to what."""

from dataclasses import replace

import pytest

from parley.answers import ANSWERS, is_answer
from parley.entries import Edited, Message, User
from parley.frames import Read
from parley.pages import Page
from parley.requests import request
from tests.client.manners import MANNERS

ANA, BO = User("guest:ana", "Ana"), User("guest:bo", "Bo")
SAID = Message(room="general", seq=1, id="x", sender=ANA, text="hello", at=0)
EDITED = Edited(room="general", seq=2, id="x", sender=ANA, target=1, text="now", at=0)
SAY = request("sendMessage", room="general", text="hello")
EDIT = request("editMessage", room="general", seq=1, text="then")


@pytest.mark.parametrize("me", ["guest:ana", None])
def test_ones_own_is_the_answer_even_when_it_was_changed_since(me: str | None) -> None:
    assert is_answer(SAID, SAY, me) and is_answer(EDITED, EDIT, me)
    assert is_answer(SAID, request("sendDirect", to="guest:bo", text="hello"), me)
    assert is_answer(replace(SAID, text="", erased=3), SAY, me) and is_answer(
        replace(SAID, text="x", edited=3), SAY, me
    )


def test_anything_else_is_none() -> None:
    assert not is_answer(replace(SAID, sender=BO), SAY, "guest:ana")
    assert not is_answer(replace(SAID, room="other"), SAY, None)
    assert not is_answer(replace(SAID, text="other"), SAY, "guest:ana")
    assert not is_answer(SAID, EDIT, "guest:ana")
    assert not is_answer(Read("general", 1), request("history", room="general"), "guest:ana")
    assert is_answer(Page("general", 0, 0, (), False), request("history", room="general"), "guest:ana")


def test_every_action_but_typing_has_one() -> None:
    assert ANSWERS.keys() | {"typing"} == MANNERS.keys() | {"upload"}
