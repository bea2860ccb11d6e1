"""Cognito's door."""

from typing import Any

import pytest

from errors import Forbidden
from handlers.sources import cognito
from models.room import Room
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


@pytest.fixture(autouse=True)
def welcome() -> None:
    Room.opened("operations")


def trigger(source: str, **attributes: str) -> dict[str, Any]:
    """The event of another trigger, for a person with those attributes."""
    return event("cognito") | {"triggerSource": source, "request": {"userAttributes": attributes}}


def test_who_has_confirmed_is_welcomed_once() -> None:
    for _ in range(2):
        assert cognito.handler(event("cognito"), CONTEXT) == event("cognito")
    assert said() == [("Operator", "Ana has joined.")]


def test_a_new_password_is_no_news() -> None:
    cognito.handler(trigger("PostConfirmation_ConfirmForgotPassword", sub="1", name="Ana"), CONTEXT)
    assert said() == []


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "\u202enimda", "a\x00b", "\u200b"])
def test_nobody_signs_up_with_a_name_that_cannot_be_shown(name: str) -> None:
    for source in ("PreSignUp_SignUp", "PreSignUp_ExternalProvider"):
        if name or source == "PreSignUp_SignUp":
            with pytest.raises(Forbidden):
                cognito.handler(trigger(source, name=name), CONTEXT)


def test_signing_up_says_nothing_yet() -> None:
    for source in ("PreSignUp_SignUp", "PreSignUp_AdminCreateUser"):
        assert cognito.handler(trigger(source, name="Ana"), CONTEXT)["triggerSource"] == source
    assert cognito.handler(trigger("PreSignUp_AdminCreateUser"), CONTEXT)
    assert said() == []
