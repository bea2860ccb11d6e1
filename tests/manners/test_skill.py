"""What every Alexa skill does."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from errors import Busy, Forbidden, Internal, ParleyError
from manners.skill import BROKEN, SORRY, TOLERANCE_SECONDS, Asked, Reply, skill_door
from tests.events import CONTEXT

SKILL = "amzn1.ask.skill.1"


@pytest.fixture(autouse=True)
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALEXA_SKILL_ID", SKILL)


def event(wish: str = "Wish", seconds: float = 0, **slots: Any) -> dict[str, Any]:
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    return {
        "context": {"System": {"application": {"applicationId": SKILL}}},
        "request": {
            "type": "IntentRequest",
            "requestId": "r1",
            "timestamp": at.isoformat(),
            "intent": {"name": wish, "slots": {name: {"name": name, **slot} for name, slot in slots.items()}},
        },
    }


def answer(wish: Any, asked: dict[str, Any]) -> dict[str, Any]:
    door = skill_door({"Wish": wish, "Otherwise": lambda *_: Reply(["otherwise"])}, "Otherwise")
    return dict(door(asked, CONTEXT)["response"])


def words(speech: dict[str, str]) -> list[str | None]:
    return [paragraph.text for paragraph in ElementTree.fromstring(speech["ssml"])]


def test_a_wish_gets_what_was_asked() -> None:
    got: list[Asked] = []

    def wish(asked: Asked, _: float) -> Reply:
        got.append(asked)
        return Reply(["one", "two"])

    response = answer(wish, event(room={"value": "general"}, text={}))
    assert got == [Asked("r1", "Wish", {"room": "general", "text": ""})]
    assert words(response["outputSpeech"]) == ["one", "two"]
    assert response["shouldEndSession"] is True


def test_a_question_is_asked_again_and_listened_for() -> None:
    response = answer(lambda *_: Reply(["one"], "and now?"), event())
    assert words(response["outputSpeech"]) == ["one", "and now?"]
    assert words(response["reprompt"]["outputSpeech"]) == ["and now?"]
    assert response["shouldEndSession"] is False


def test_nothing_to_say_is_an_empty_response() -> None:
    assert answer(lambda *_: Reply(), event()) == {}


def test_a_wish_that_nobody_has_goes_to_the_other() -> None:
    assert words(answer(None, event("__class__"))["outputSpeech"]) == ["otherwise"]


def test_a_request_of_an_unknown_kind_is_answered_without_words() -> None:
    asked = event()
    asked["request"] |= {"type": "System.ExceptionEncountered"}
    del asked["request"]["intent"]
    assert answer(None, asked) == {}


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (Forbidden("x"), SORRY["forbidden"]),
        (Busy("x"), SORRY["busy"]),
        (Internal("x"), BROKEN),
        (KeyError("secret"), BROKEN),
    ],
)
def test_promise_7_every_failure_is_a_sentence(failure: Exception, sentence: str) -> None:
    def wish(_: Asked, __: float) -> Reply:
        raise failure

    assert words(answer(wish, event())["outputSpeech"]) == [sentence]


def test_every_sentence_is_for_an_error_that_there_is() -> None:
    assert set(SORRY) <= {kind.code for kind in ParleyError.__subclasses__()}


@pytest.mark.parametrize("seconds", [-TOLERANCE_SECONDS - 1, TOLERANCE_SECONDS + 1])
def test_fault_19_a_request_of_another_time_is_not_done(seconds: float) -> None:
    assert words(answer(None, event(seconds=seconds))["outputSpeech"]) == [SORRY["expired"]]


@pytest.mark.parametrize("seconds", [-TOLERANCE_SECONDS + 5, TOLERANCE_SECONDS - 5])
def test_clocks_may_differ_a_little(seconds: float) -> None:
    assert words(answer(lambda *_: Reply(["done"]), event(seconds=seconds))["outputSpeech"]) == ["done"]


@pytest.mark.parametrize("skill", ["", "amzn1.ask.skill.2", None])
def test_another_skill_is_not_served(skill: str | None) -> None:
    asked = event()
    asked["context"]["System"]["application"]["applicationId"] = skill
    assert words(answer(None, asked)["outputSpeech"]) == [SORRY["expired"]]
