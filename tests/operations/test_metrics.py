"""Every metric is set off by what it is named for."""

from typing import get_args

import pytest

import metrics
from handlers import admin
from tests.events import CONTEXT
from tests.operations.provoking import PROVOKED, Around
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.journal import Written

NAMED = {*get_args(metrics.Count), *get_args(metrics.Gauge), *get_args(metrics.Span)}


def test_none_is_left_out() -> None:
    assert NAMED - PROVOKED.keys() == set()


@pytest.mark.parametrize("name", sorted(PROVOKED))
def test_a_metric_is_set_off(
    name: str, connected: Table, connections: Connections, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    PROVOKED[name](Around(connected, connections, monkeypatch))
    assert name in written.metrics, written.metrics
    assert all(line["message"] for line in written.lines)
    assert "Ana" not in written.text and "hello" not in written.text


def test_what_an_operator_asks_for_in_vain_is_counted(connected: Table, written: Written) -> None:
    admin.handler({"verb": "nothing", "by": "ana"}, CONTEXT)
    assert written.metrics == {"error_unknown_action": 1}


def test_every_post_is_counted_once(
    connected: Table, connections: Connections, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    PROVOKED["gone"](Around(connected, connections, monkeypatch))
    found = written.metrics
    assert found["posted"] == found["delivered"] + found["gone"] + found.get("undelivered", 0)
