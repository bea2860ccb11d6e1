"""A backup is made, something goes wrong, and the chat is what it was at the backup."""

import time
from collections.abc import Iterator

import pytest

import frames
from chat import connections as verbs
from chat import rooms
from chat.admin.verbs import do
from identity import Caller
from local import restore
from models import reading
from models.connection import of_user
from models.log import Post, append
from models.membership import Membership
from models.room import Room
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table

ANA = Caller("ana1=", "guest:ana", "Ana")

pytestmark = pytest.mark.engines("emulator")


@pytest.fixture
def talked(dynamodb: Table, connections: Connections) -> None:
    verbs.connect(ANA)
    rooms.join(ANA, frames.JoinRoom("general"), time.monotonic() + 10)
    for number in range(30):
        append(Post("general", f"m{number}", "guest:ana", "Ana", f"text {number}"))


@pytest.fixture(params=["backup", "point in time"])
def restored(talked: None, dynamodb: Table, request: pytest.FixtureRequest) -> Iterator[str]:
    """A new table with what was there, made by AWS's own means; then somebody went on, and then all was lost."""
    client, name = dynamodb.client, f"{dynamodb.name}-restored"
    if request.param == "backup":
        arn = client.create_backup(TableName=dynamodb.name, BackupName="before")["BackupDetails"]["BackupArn"]
        client.restore_table_from_backup(TargetTableName=name, BackupArn=arn)
    else:
        on = {"PointInTimeRecoveryEnabled": True}
        client.update_continuous_backups(TableName=dynamodb.name, PointInTimeRecoverySpecification=on)  # type: ignore[arg-type]
        client.restore_table_to_point_in_time(
            SourceTableName=dynamodb.name, TargetTableName=name, UseLatestRestorableTime=True
        )
    client.get_waiter("table_exists").wait(TableName=name)
    yield name
    client.delete_table(TableName=name)


def test_the_chat_goes_on_where_the_backup_was_made(restored: str, dynamodb: Table) -> None:
    before = Room.named("general")
    append(Post("general", "later", "guest:ana", "Ana", "after the backup"))
    for row in dynamodb.client.scan(TableName=dynamodb.name)["Items"]:
        dynamodb.client.delete_item(TableName=dynamodb.name, Key={"pk": row["pk"], "sk": row["sk"]})
    assert restore.restore(dynamodb.client, restored, dynamodb.name) == 30 + 30 + 2
    room = Room.named("general")
    assert int(room.head) == int(before.head) == 30 and room.epoch != before.epoch
    assert [one.text for one in reading.newest("general", 100).messages] == [f"text {n}" for n in range(30)]
    assert Membership.of("guest:ana", "general").role == "owner" and of_user("guest:ana") == {}
    log = do({"verb": "verify", "by": "x", "room": "general"}, time.monotonic() + 10)[1]
    assert (log["holes"], log["wrong"]) == ([], [])
    assert append(Post("general", "m0", "guest:ana", "Ana", "text 0")).seq == 1
    assert append(Post("general", "new", "guest:ana", "Ana", "and on")).seq > 30


def test_the_command_says_how_much(
    restored: str, dynamodb: Table, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("local.restore.boto3.client", lambda *_, **__: dynamodb.client)
    restore.main(["--from", restored, "--into", dynamodb.name])
    assert "62 items restored" in capsys.readouterr().out
