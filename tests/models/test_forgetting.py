"""Leaving nothing of a user in an item: by kind; tests/chat/admin/test_erasing.py has them all together."""

import json
from typing import Any

import pytest

from models import forgetting
from models.forgetting import NAME, forgotten
from tests.parts.dynamodb import Table

USER, ALIAS = "guest:ana", "erased:1"
BO = {"S": "guest:bo"}


def item(kind: str, pk: str = "ROOM#general", sk: str = "MSG#000000000007", **more: Any) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}, "kind": {"S": kind}, **more}


def message(**more: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "user": {"S": USER},
        "name": {"S": "Ana"},
        "id": {"S": "ana-1"},
        "text": {"S": "hello"},
        "at": {"N": "1"},
    }
    return item("message", **(said | more))


def event(what: str = "member", by: str = USER, **fields: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"what": {"S": what}, "fields": {"S": json.dumps(fields)}}
    return item("event", user={"S": by}, name={"S": "X"}, id={"S": "ana-2"}, at={"N": "1"}, **told)


def after(table: Table, before: dict[str, Any]) -> dict[str, Any] | None:
    """What the item is once it is forgotten, twice."""
    table.client.put_item(TableName=table.name, Item=before)
    for _ in range(2):
        wanted = forgotten(before, USER, ALIAS)
        assert wanted
        forgetting.write(before, wanted)
    key = {"pk": before["pk"], "sk": before["sk"]}
    return table.client.get_item(TableName=table.name, Key=key).get("Item")


def test_of_their_message_it_is_left_that_there_was_one(dynamodb: Table) -> None:
    more = {
        "mentions": {"SS": ["guest:bo"]},
        "reactions": {"SS": ["👍 guest:bo"]},
        "file": {"S": "{}"},
        "edited": {"N": "9"},
        "reply": {"N": "3"},
        "replies": {"N": "2"},
    }
    assert after(dynamodb, message(**more)) == message(
        user={"S": ALIAS},
        name={"S": NAME},
        id={"S": "erased-7"},
        text={"S": ""},
        erased={"N": "7"},
        reply={"N": "3"},
        replies={"N": "2"},
    )


def test_when_it_was_erased_before_stays_known(dynamodb: Table) -> None:
    left = after(dynamodb, message(erased={"N": "12"}))
    assert left and left["erased"] == {"N": "12"}


def test_they_are_in_nobody_s_message(dynamodb: Table) -> None:
    more = {"mentions": {"SS": [USER, "guest:bo"]}, "reactions": {"SS": [f"👍 {USER}", "👍 guest:bo"]}}
    left = after(dynamodb, message(user=BO, **more))
    assert left and (left["mentions"], left["reactions"]) == ({"SS": ["guest:bo"]}, {"SS": ["👍 guest:bo"]})
    assert left["text"] == {"S": "hello"}


@pytest.mark.parametrize("what", ["edited", "reacted"])
def test_what_they_did_to_messages_closes_its_place_and_says_nothing(dynamodb: Table, what: str) -> None:
    left = after(dynamodb, event(what, target=5))
    assert left == item("void", at={"N": "1"})


def test_what_they_did_as_a_moderator_stays_under_another_name(dynamodb: Table) -> None:
    left = after(dynamodb, event(act="kick", user="guest:bo", name="Bo", reason="Ana says no"))
    assert left and json.loads(left["fields"]["S"]) == {"act": "kick", "user": "guest:bo", "name": "Bo"}
    assert (left["user"], left["name"], left["id"]) == ({"S": ALIAS}, {"S": NAME}, {"S": "erased-7"})


def test_what_was_done_to_them_stays_under_another_name(dynamodb: Table) -> None:
    left = after(dynamodb, event(by="guest:bo", act="ban", user=USER, name="Ana", reason="Ana is loud", banned=9))
    assert left and left["user"] == BO
    assert json.loads(left["fields"]["S"]) == {"act": "ban", "user": ALIAS, "name": NAME, "banned": 9}


@pytest.mark.parametrize(
    "own",
    [
        item("membership", "USER#guest:ana", "ROOM#general"),
        item("connection", "USER#guest:ana", "CONN#x="),
        item("postmark", "SENT#general#guest:ana", "m1"),
        item("presence", "HERE#general#0", "CONN#x=", user={"S": USER}),
        item("file", "UPLOAD#rooms/general/x/cat.png", "FILE", user={"S": USER}),
        item("what a newer version knows", "USER#guest:ana", "NEW"),
    ],
)
def test_what_is_theirs_is_gone(dynamodb: Table, own: dict[str, Any]) -> None:
    assert after(dynamodb, own) is None


def test_others_know_them_no_more(dynamodb: Table) -> None:
    peer = item("membership", "USER#guest:bo", "ROOM#direct-1", peer={"S": USER}, peer_name={"S": "Ana"})
    left = after(dynamodb, peer)
    assert left and (left["peer"], left["peer_name"]) == ({"S": ALIAS}, {"S": NAME})
    barring = after(dynamodb, item("room", sk="ROOM", barred={"SS": [USER, "guest:bo"]}))
    assert barring and barring["barred"] == {"SS": ["guest:bo"]}


def test_a_room_has_another_epoch(dynamodb: Table) -> None:
    room = item("room", sk="ROOM", epoch={"S": "old"})
    dynamodb.client.put_item(TableName=dynamodb.name, Item=room)
    forgetting.renew("ROOM#general")
    forgetting.renew("ROOM#gone")
    rooms = dynamodb.client.scan(TableName=dynamodb.name)["Items"]
    assert len(rooms) == 1 and rooms[0]["epoch"] != {"S": "old"}


@pytest.mark.parametrize(
    "unknown",
    [
        item("poll", votes={"SS": [USER]}),
        item("room", sk="ROOM", owners={"SS": [USER]}),
        event(by="guest:bo", winner=USER),
        message(user=BO, seen={"SS": [USER]}),
    ],
)
def test_where_nobody_knows_of_nothing_is_done(unknown: dict[str, Any]) -> None:
    assert forgotten(unknown, USER, ALIAS) is None
