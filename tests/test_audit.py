"""One line for each act, with who, by whom and where from."""

import io
import json

import pytest

import audit


def test_a_line_says_what_to_whom_by_whom_and_from_where(monkeypatch: pytest.MonkeyPatch) -> None:
    logged_to = io.StringIO()
    monkeypatch.setattr(audit.logger.registered_handler, "stream", logged_to)
    audit.note("connected", "oidc:1", address="192.0.2.17")
    audit.note("banned", "oidc:1", by="oidc:2", address="192.0.2.18", room="general", until=5)
    own, others = (json.loads(line) for line in logged_to.getvalue().splitlines())
    assert own["service"] == others["service"] == "audit"
    assert {name: own[name] for name in ("message", "user", "by", "address")} == {
        "message": "connected",
        "user": "oidc:1",
        "by": "oidc:1",
        "address": "192.0.2.17",
    }
    assert (others["by"], others["room"], others["until"]) == ("oidc:2", "general", 5)
    assert not {"room", "why", "until"} & own.keys()
