"""A room's lives: made again under its name, or grown older than its retention."""

import time
from typing import Any

import pytest

from tests.faults.conftest import Come
from tests.faults.people import seqs, texts
from tests.parts.dynamodb import Table


def items(table: Table, room: str) -> list[dict[str, Any]]:
    found = table.client.query(
        TableName=table.name,
        KeyConditionExpression="pk = :room",
        ExpressionAttributeValues={":room": {"S": f"ROOM#{room}"}},
    )
    return [dict(item) for item in found["Items"]]


@pytest.mark.promise(5)
def test_fault_25_a_room_that_was_deleted_and_made_again_is_known_by_its_epoch(come: Come, here: Table) -> None:
    """As an operator deletes a room: all of its items."""
    ana, bo = come("Ana"), come("Bo")
    for number in range(3):
        ana.say(f"old {number}")
    epoch = bo.join()["epoch"]
    for item in items(here, "general"):
        here.client.delete_item(TableName=here.name, Key={"pk": item["pk"], "sk": item["sk"]})
    ana.join()
    for number in range(4):
        ana.say(f"new {number}")
    joined = bo.join(after=3, epoch=epoch)
    assert joined["epoch"] != epoch
    assert (joined["recovered"], joined["head"]) == (False, joined["through"])
    assert texts(joined["messages"])[-4:] == [f"new {number}" for number in range(4)]
    assert not [text for text in texts(joined["messages"]) if text.startswith("old")]


@pytest.mark.promise(5)
def test_fault_26_a_position_before_the_retention_is_not_recovered_and_hears_the_head(come: Come, here: Table) -> None:
    ana, bo = come("Ana"), come("Bo")
    for number in range(5):
        ana.say(f"text {number}")
    epoch = bo.join()["epoch"]
    long_ago = str(int((time.time() - 365 * 86400) * 1000))
    for item in items(here, "general"):
        if item["sk"]["S"] == "ROOM":
            item["created_at"] = {"N": long_ago}
        elif item["sk"]["S"] <= "MSG#000000000003":
            item["expires_at"] = {"N": str(int(time.time()) - 1)}
        here.client.put_item(TableName=here.name, Item=item)
    joined = bo.join(after=1, epoch=epoch)
    assert (joined["recovered"], joined["head"], seqs(joined["messages"])) == (False, 5, [4, 5])
    joined = bo.join(after=3, epoch=epoch)
    assert (joined["recovered"], seqs(joined["messages"])) == (True, [4, 5])
