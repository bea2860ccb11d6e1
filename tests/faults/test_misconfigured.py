"""A table that is missing or not allowed: our log names the setting, the client hears `internal` and no more."""

import logging

import pytest

from models import table
from tests.faults.conftest import Come
from tests.faults.test_busy_table import REQUESTS
from tests.faults.wounds import Refusal
from tests.parts.dynamodb import Table, forget


@pytest.mark.promise(7)
@pytest.mark.parametrize("action", REQUESTS)
@pytest.mark.parametrize("code", ["AccessDeniedException", "UnrecognizedClientException", "ResourceNotFoundException"])
def test_fault_28_what_the_table_refuses_is_internal_on_the_wire_and_named_in_the_log(
    come: Come, here: Table, caplog: pytest.LogCaptureFixture, action: str, code: str
) -> None:
    ana = come("Ana")
    refused = Refusal(code=code)
    with caplog.at_level(logging.ERROR):
        answer = ana.ask(action, **REQUESTS[action])
    assert (answer["type"], answer["code"]) == ("error", "internal")
    assert not [word for word in (here.name, code, "TABLE_NAME") if word in answer["message"]]
    assert "TABLE_NAME" in caplog.text and code in caplog.text
    assert refused.met == 1, "what is forbidden stays so: it is not tried again"


@pytest.mark.promise(7)
def test_fault_28_a_missing_table_is_internal_on_the_wire(
    come: Come, here: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = come("Ana")
    monkeypatch.setenv("TABLE_NAME", "nowhere-to-be-found")
    forget()
    table.connect()
    answer = ana.ask("ping")
    assert (answer["code"], answer["retry"]) == ("internal", True)
    assert "nowhere" not in answer["message"]
