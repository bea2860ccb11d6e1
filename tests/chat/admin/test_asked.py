"""Decoding what an operator asks for."""

from typing import Any

import pytest

from chat.admin.asked import NAME, USER, Verb, decode
from errors import BadFrame, UnknownAction
from frames import fields

VERBS = {"rooms": Verb(lambda asked: {}), "erase": Verb(lambda asked: {}, {"room": fields.room}, ("room",))}


def test_a_request_has_who_asks_and_its_fields() -> None:
    asked = decode({"verb": "erase", "by": "ana", "id": "x", "room": "general"}, VERBS, 9.0)
    assert (asked.verb, asked.by, asked.id, asked["room"], asked["seq"], asked.deadline) == (
        "erase", "ana", "x", "general", None, 9.0,
    )  # fmt: skip
    assert (asked.caller.user, asked.caller.name, asked.caller.connection) == (USER, NAME, "")


def test_each_request_without_an_id_gets_its_own() -> None:
    one, other = (decode({"verb": "rooms", "by": "ana"}, VERBS, 0).id for _ in range(2))
    assert one != other


@pytest.mark.parametrize(
    "event",
    [
        None,
        "rooms",
        {"by": "ana"},
        {"verb": "rooms"},
        {"verb": "rooms", "by": ""},
        {"verb": "rooms", "by": "a\nb"},
        {"verb": "rooms", "by": "ana", "id": "a b"},
        {"verb": "rooms", "by": "ana", "room": "general"},
        {"verb": "erase", "by": "ana"},
        {"verb": "erase", "by": "ana", "room": "../x"},
    ],
)
def test_what_is_no_request_is_refused(event: Any) -> None:
    with pytest.raises(BadFrame):
        decode(event, VERBS, 0)


def test_what_is_not_in_the_table_is_no_verb() -> None:
    with pytest.raises(UnknownAction, match="erase, rooms"):
        decode({"verb": "__class__", "by": "ana"}, VERBS, 0)
