"""The table's common ground: one connection for all models, and errors of our own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from pynamodb.exceptions import PutError, VerboseClientError
from pynamodb.transactions import TransactWrite

import config
from errors import Busy, Internal, Misconfigured
from models import table
from models.message import Message, Void
from models.presence import Presence
from models.room import Room
from models.table import met
from models.transaction import commit
from tests.parts.dynamodb import Table


def refused(code: str) -> PutError:
    return PutError(cause=VerboseClientError({"Error": {"Code": code, "Message": ""}}, "PutItem"))


def test_all_models_share_one_connection() -> None:
    connections = {id(model._get_connection()) for model in (table.Item, Room, Message, Presence)}
    assert len(connections) == 1


def test_every_client_of_the_session_trusts_the_settings_roots(
    dynamodb: Table, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    for trusted in (str(tmp_path / "roots.pem"), None):
        monkeypatch.setattr(table, "trusted_roots", lambda trusted=trusted: trusted)
        table.connect()
        made: tuple[Any, ...] = table.client(), table.session().create_client("sqs", region_name="eu-west-1")
        assert {client._endpoint.http_session._verify for client in made} == {trusted or True}


@pytest.mark.parametrize("code", ["ThrottlingException", "ProvisionedThroughputExceededException"])
def test_throttling_is_busy(code: str) -> None:
    with pytest.raises(Busy), table.sdk_errors():
        raise refused(code)


def test_a_time_out_is_internal_and_may_be_retried() -> None:
    with pytest.raises(Internal) as failure, table.sdk_errors():
        raise ReadTimeoutError(endpoint_url="http://127.0.0.1:1")
    assert failure.value.retry


def test_an_error_that_nobody_expects_is_internal() -> None:
    with pytest.raises(Internal), table.sdk_errors():
        raise refused("SomethingNew")


def test_fault_28_a_missing_table_names_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABLE_NAME", "nowhere-to-be-found")
    config.settings.cache_clear()
    table.connect()
    with pytest.raises(Misconfigured, match="TABLE_NAME"):
        Room.named("general")


def test_a_missing_item_passes_for_the_model_to_name() -> None:
    with pytest.raises(Room.DoesNotExist), table.sdk_errors():
        Room.get("ROOM#none", "ROOM")


def test_a_failed_condition_is_told_from_other_errors() -> None:
    def write(code: str) -> None:
        raise refused(code)

    assert not table.met(lambda: write("ConditionalCheckFailedException"))
    with pytest.raises(Busy):
        table.met(lambda: write("ThrottlingException"))
    assert table.met(lambda: None)


def test_the_client_is_the_one_under_the_models(connected: Table) -> None:
    assert connected.name in table.client().list_tables()["TableNames"]


def test_a_table_that_answers_too_late_is_our_fault_and_to_be_tried_again() -> None:
    """A timeout in PynamoDB's hands has no code, and no response to look for one in."""

    def too_late(**_: object) -> None:
        raise ReadTimeoutError(endpoint_url="http://127.0.0.1")

    for event in ("PutItem", "UpdateItem", "TransactWriteItems", "GetItem", "DeleteItem"):
        table.client().meta.events.register(f"before-send.dynamodb.{event}", too_late)
    void = Void("a", "b", at=1)

    def write(work: TransactWrite) -> None:
        work.save(void)

    acts: list[Callable[[], object]] = [
        lambda: met(lambda: void.save(condition=Void.pk.does_not_exist())),
        lambda: met(lambda: void.update([Void.at.set(2)])),
        lambda: met(lambda: void.delete(condition=Void.pk.exists())),
        lambda: commit(write),
        lambda: Room.named("general"),
    ]
    for act in acts:
        with pytest.raises(Internal) as failed:
            act()
        assert failed.value.retry and not isinstance(failed.value, Misconfigured)
