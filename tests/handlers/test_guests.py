"""The door for guests."""

import json
from typing import Any

import pytest

from chat import guests
from handlers import guests as door
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event
from tests.parts.guest_secret import guest_secret


def ask(body: Any) -> tuple[int, dict[str, Any]]:
    """The status and content of an answer."""
    told = event("guests") | {"body": body if isinstance(body, str) else json.dumps(body)}
    answer = door.handler(told, CONTEXT)
    return answer["statusCode"], json.loads(answer["body"])


def test_a_guest_gets_a_pass(emulator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with guest_secret(emulator, monkeypatch):
        status, issued = ask({"name": "Ana"})
        assert (status, issued["seconds"]) == (201, 12 * 3600)
        assert guests.admit(issued["pass"]).name == "Ana"
        for name in ("", "a" * 65, "a\nb"):
            assert ask({"name": name})[0] == 403


def test_where_there_are_no_guests_nobody_gets_one() -> None:
    assert ask({"name": "Ana"})[0] == 404


@pytest.mark.parametrize("body", ["", "{", [], {}, {"name": 5}, {"name": "Ana", "user": "oidc:1"}])
def test_what_is_no_name_is_refused(body: Any) -> None:
    assert ask(body)[0] == 400
