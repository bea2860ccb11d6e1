"""One call of the function: what is busy is asked again, what is refused is not."""

import io
import json
from typing import Any

import pytest

from parley.admin import function
from parley.admin.function import Function, Refused


class Client:
    """A Lambda client whose function answers one thing after the other."""

    def __init__(self, *told: Any) -> None:
        self.told = list(told)
        self.events: list[dict[str, Any]] = []

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:
        self.events.append(json.loads(Payload))
        answer = self.told.pop(0)
        failed = {"FunctionError": "Unhandled"} if "errorMessage" in answer else {}
        return {"Payload": io.BytesIO(json.dumps(answer).encode()), **failed}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(function, "PAUSE", 0)


def test_the_answer_is_handed_back_and_who_asks_is_said() -> None:
    client = Client({"ok": True, "rooms": []})
    assert Function(client, "parley-admin", "ana").ask({"verb": "rooms"})["rooms"] == []
    assert client.events == [{"verb": "rooms", "by": "ana"}]


@pytest.mark.parametrize("first", [{"ok": False, "retry": True, "message": "busy"}, {"errorMessage": "timed out"}])
def test_what_is_busy_or_was_killed_is_asked_again(first: dict[str, Any]) -> None:
    client = Client(first, {"ok": True})
    assert Function(client, "parley-admin", "ana").ask({"verb": "rooms"}) == {"ok": True}
    assert client.events[0] == client.events[1]


def test_what_is_refused_is_not_asked_again() -> None:
    client = Client({"ok": False, "retry": False, "message": "there is no such room"})
    with pytest.raises(Refused, match="no such room"):
        Function(client, "parley-admin", "ana").ask({"verb": "room"})


def test_what_never_answers_is_given_up() -> None:
    client = Client(*[{"errorMessage": "timed out"}] * function.ATTEMPTS)
    with pytest.raises(Refused, match="its log says why"):
        Function(client, "parley-admin", "ana").ask({"verb": "rooms"})
