"""What a door does once: a wrong setting fails there, by name."""

from typing import Any

import pytest

import config
from chat.start import connect, start
from errors import Misconfigured
from models import table
from tests.parts.dynamodb import Table


def test_the_models_are_connected(connected: Table) -> None:
    start()
    assert table.Item.Meta.table_name == connected.name


def test_fault_28_a_missing_setting_fails_at_start_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABLE_NAME")
    config.settings.cache_clear()
    with pytest.raises(Misconfigured, match="TABLE_NAME"):
        start()


def test_in_lambda_the_first_call_is_made_at_start(connected: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "parley-door")
    config.settings.cache_clear()
    asked: list[str] = []
    real = table.client

    def listening() -> Any:
        client = real()
        client.meta.events.register("before-call.dynamodb.GetItem", lambda **_: asked.append("GetItem"))
        return client

    monkeypatch.setattr(table, "client", listening)
    start()
    assert "GetItem" in asked


def test_a_first_call_that_fails_is_no_reason_not_to_start(connected: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "parley-door")
    monkeypatch.setenv("TABLE_NAME", "parley-none")
    config.settings.cache_clear()
    start()


def test_a_door_that_may_never_need_the_table_connects_once(connected: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[None] = []
    monkeypatch.setattr(table, "connect", lambda: made.append(None))
    connect.cache_clear()
    connect()
    connect()
    assert len(made) == 1
    connect.cache_clear()
