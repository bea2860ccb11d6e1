"""A room's log on trial: a sound one passes, and each thing that can be wrong is found."""

from typing import Any

import pytest

import frames
from chat import changing, messages
from chat.admin import proving
from identity import Caller
from models.clock import now_ms
from models.log import Post, append, void
from models.message import Message
from models.room import Room
from tests.chat.admin.asking import ask
from tests.chat.conftest import Join
from tests.parts.dynamodb import Table


@pytest.fixture
def ana(come: Join, deadline: float) -> Caller:
    """Ana says 1 to 3, edits the first (4) and erases the second (5)."""
    ana = come("Ana", "general")
    for number in range(3):
        messages.say(
            ana, frames.SendMessage("general", f"m{number}", f"text {number}", mentions=("guest:bo",)), deadline
        )
    changing.edit(ana, frames.EditMessage("general", "e", 1, "another"), deadline)
    changing.erase(ana, frames.EraseMessage("general", "x", 2), deadline)
    return ana


def verify(**more: Any) -> dict[str, Any]:
    return ask("verify", room="general", **more)


def change(table: Table, seq: int, **attributes: Any) -> None:
    for name, value in attributes.items():
        table.client.update_item(
            TableName=table.name,
            Key={"pk": {"S": "ROOM#general"}, "sk": {"S": f"MSG#{seq:012d}"}},
            UpdateExpression="SET #name = :value",
            ExpressionAttributeNames={"#name": name},
            ExpressionAttributeValues={":value": value},
        )


def test_a_sound_log_passes(ana: Caller) -> None:
    assert verify() == {
        "room": "general", "after": 0, "through": 5, "head": 5, "more": False, "entries": 5, "voids": 0, "expired": 0,
        "holes": [], "wrong": [],
    }  # fmt: skip


def test_it_goes_page_by_page(ana: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "VERIFIED", 2)
    pages = [verify(after=after) for after in (0, 2, 4)]
    assert [(page["through"], page["more"], page["entries"]) for page in pages] == [
        (2, True, 2),
        (4, True, 2),
        (5, False, 1),
    ]


def test_a_hole_is_found_and_sealed(ana: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    Room.advance("general", now_ms())
    append(Post("general", "m9", ana.user, ana.name, "behind the hole"))
    assert verify()["holes"] == [6]
    young = ask("seal", room="general")
    assert (young["sealed"], young["young"], young["through"]) == ([], True, 5)
    later = now_ms() + 10_000
    monkeypatch.setattr("models.reading.now_ms", lambda: later)
    sealed = ask("seal", room="general")
    assert (sealed["sealed"], sealed["young"], sealed["more"]) == ([6], False, False)
    assert (verify()["holes"], verify()["voids"]) == ([], 1)


def test_what_has_expired_is_no_hole(ana: Caller, dynamodb: Table) -> None:
    key = {"pk": {"S": "ROOM#general"}, "sk": {"S": "MSG#000000000001"}}
    dynamodb.client.delete_item(TableName=dynamodb.name, Key=key)
    assert (verify()["expired"], verify()["holes"]) == (1, [])


@pytest.mark.parametrize(
    ("attributes", "why"),
    [
        ({"text": {"S": "somebody wrote into the table"}}, "the text is not what the postmark is for"),
        ({"id": {"S": "other"}}, "there is no postmark"),
        ({"id": {"S": "m0"}}, "the postmark is for 1"),
        ({"edited": {"N": "5"}}, "5 is no entry by which it was edited"),
    ],
)
def test_what_does_not_agree_is_found(ana: Caller, dynamodb: Table, attributes: dict[str, Any], why: str) -> None:
    change(dynamodb, 3, **attributes)
    assert verify()["wrong"] == [{"seq": 3, "why": why}]


def test_what_is_older_than_its_postmark_needs_none(ana: Caller, dynamodb: Table) -> None:
    change(dynamodb, 3, id={"S": "other"}, at={"N": str(now_ms() - 25 * 3_600_000)})
    assert verify()["wrong"] == []


def test_an_edit_that_says_nothing_any_more_is_no_fault(ana: Caller, dynamodb: Table) -> None:
    key = {"pk": {"S": "ROOM#general"}, "sk": {"S": "MSG#000000000004"}}
    dynamodb.client.delete_item(TableName=dynamodb.name, Key=key)
    assert void("general", 4)
    assert verify()["wrong"] == [] and isinstance(append(Post("general", "n", "guest:bo", "Bo", "x")), Message)
