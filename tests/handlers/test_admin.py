"""The operators' door: one event, one deed, one answer, and never an exception."""

import json
from typing import Any

import pytest

from chat.admin import verbs
from handlers import admin
from models.profile import Profile
from models.room import Room
from tests.chat.admin.conftest import bucket  # noqa: F401  # pytest finds it by its name
from tests.events import CONTEXT
from tests.parts.connections import Connections

BY = "arn:aws:iam::123456789012:user/ana"


def ask(verb: str, **fields: Any) -> dict[str, Any]:
    answer = admin.handler({"verb": verb, "by": BY, **fields}, CONTEXT)
    assert json.loads(json.dumps(answer)) == answer
    return answer


def test_what_is_asked_for_is_done_and_answered(connections: Connections) -> None:
    Room.opened("general")
    assert ask("announce", room="general", text="hello") == {"ok": True, "seqs": {"general": 1}, "after": None}
    (room,) = ask("rooms")["rooms"]
    assert (room["room"], room["head"]) == ("general", 1)
    assert [one["room"] for one in ask("rooms", all=True)["rooms"]] == ["general"]


def test_what_cannot_be_done_is_said_with_its_code() -> None:
    assert ask("room", room="none") == {
        "ok": False,
        "type": "error",
        "code": "not_found",
        "retry": False,
        "message": "there is no such room",
    }
    wrong: tuple[Any, ...] = (
        None,
        [],
        {},
        {"verb": 7},
        {"verb": "rooms"},
        {"verb": "rooms", "by": BY, "colour": "red"},
    )
    for nonsense in wrong:
        assert admin.handler(nonsense, CONTEXT)["code"] == "bad_frame"
    assert ask("dance")["code"] == "unknown_action"


@pytest.mark.parametrize("failure", [RuntimeError("inside"), KeyError("inside")])
def test_what_fails_inside_is_in_the_log_and_in_no_answer(
    failure: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(verbs, "decode", fail)
    answer = ask("rooms")
    assert (answer["code"], answer["retry"]) == ("internal", True) and "inside" not in answer["message"]
    assert "inside" in caplog.text


def test_every_deed_leaves_a_line_of_who_and_where_and_none_of_what(caplog: pytest.LogCaptureFixture) -> None:
    Room.opened("general")
    ask("announce", room="general", text="a secret")
    ask("rooms")
    (line,) = [vars(record) for record in caplog.records if record.name == "audit"]
    assert (line["message"], line["verb"], line["by"], line["room"]) == ("operated", "announce", BY, "general")
    assert "a secret" not in str([vars(record) for record in caplog.records])


@pytest.mark.usefixtures("bucket")
def test_somebody_is_exported_and_erased(caplog: pytest.LogCaptureFixture) -> None:
    Profile.make("oidc:ana-4711", "Ana")
    done = ask("exportUser", user="oidc:ana-4711")
    assert done["done"] and done["counts"] == {"profiles": 1} and "/data.jsonl" in done["url"]
    caplog.clear()
    assert ask("eraseUser", user="oidc:ana-4711")["counts"] == {"profiles": 1, "jobs": 1}
    (line,) = [vars(record) for record in caplog.records if record.message == "operated"]
    assert line["verb"] == "eraseUser" and "ana-4711" not in str(line)
