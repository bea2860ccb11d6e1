"""What a door does once: a wrong setting fails there, by name."""

import pytest

import config
from chat.start import start
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
