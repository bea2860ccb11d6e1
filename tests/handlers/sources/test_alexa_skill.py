"""The Alexa skill's door, asked as Alexa asks."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chat.speaking import Said, prepare, speak
from handlers.sources import alexa_skill
from models.room import Room
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said
from tests.parts.template import TREE

MODEL = json.loads((TREE / "docs" / "alexa" / "interactionModel.json").read_text())["interactionModel"]
PHRASE = "AMAZON.SearchQuery"


@pytest.fixture(autouse=True)
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    skill = event("alexa_skill")["context"]["System"]["application"]["applicationId"]
    monkeypatch.setenv("ALEXA_SKILL_ID", skill)


def request(kind: str, intent: str = "", **slots: str) -> dict[str, Any]:
    """A request of now."""
    made = event("alexa_skill")
    made["request"] |= {"type": kind, "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    del made["request"]["intent"]
    if intent:
        filled = {name: {"name": name, "value": value} for name, value in slots.items()}
        made["request"]["intent"] = {"name": intent, "confirmationStatus": "NONE", "slots": filled}
    return made


def ask(kind: str, intent: str = "", **slots: str) -> dict[str, Any]:
    """What the skill answers."""
    answer = alexa_skill.handler(request(kind, intent, **slots), CONTEXT)
    assert answer["version"] == "1.0"
    return dict(answer["response"])


def heard(response: dict[str, Any]) -> str:
    """The words that are spoken."""
    speech = response["outputSpeech"]
    assert speech["type"] == "SSML"
    return str(speech["ssml"].removeprefix("<speak><p>").removesuffix("</p></speak>").replace("</p><p>", "\n"))


def test_a_launch_greets_says_what_one_can_ask_and_listens() -> None:
    response = ask("LaunchRequest")
    assert heard(response).startswith("Welcome to Parley.\nYou can ask what is new")
    assert response["shouldEndSession"] is False
    assert "What would you like?" in response["reprompt"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize(
    ("intent", "begins", "ends"),
    [
        ("AMAZON.HelpIntent", "You can ask what is new", False),
        ("AMAZON.FallbackIntent", "I did not understand that.", False),
        ("AnIntentOfANewerModel", "I did not understand that.", False),
        ("AMAZON.NavigateHomeIntent", "Welcome", False),
        ("AMAZON.StopIntent", "Goodbye.", True),
        ("AMAZON.CancelIntent", "Goodbye.", True),
    ],
)
def test_the_usual_intents(intent: str, begins: str, ends: bool) -> None:
    response = ask("IntentRequest", intent)
    assert heard(response).startswith(begins)
    assert response["shouldEndSession"] is ends


def test_the_end_of_a_session_is_answered_without_words() -> None:
    # https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-types-reference.html
    assert ask("SessionEndedRequest") == {}


def test_a_room_is_told_once_however_often_it_is_asked() -> None:
    for _ in range(2):
        assert heard(ask("IntentRequest", "TellIntent", room="Operations", text="hello")) == "I told operations."
    assert said() == [("Operator", "hello")]


def test_a_room_s_name_is_as_it_is_spoken_and_without_one_it_is_the_source_s_own() -> None:
    assert heard(ask("IntentRequest", "TellIntent", room="Alerts Red", text="stop")) == "I told alerts red."
    assert said("alerts-red") == [("Operator", "stop")]
    assert heard(ask("IntentRequest", "TellIntent", text="hello")) == "I told operations."


def test_nothing_is_not_told() -> None:
    assert heard(ask("IntentRequest", "TellIntent", room="operations")) == "I did not hear what to say."


@pytest.mark.parametrize("intent", ["TellIntent", "WhatIsNewIntent"])
@pytest.mark.parametrize("room", ["secret", "SECRET!", "日本", "***"])
def test_promise_6_no_other_room_is_told_or_read(intent: str, room: str) -> None:
    answer = heard(ask("IntentRequest", intent, room=room, text="hello"))
    assert answer == "I have no access to that room."


def test_what_is_new_is_read_out_oldest_first_and_escaped() -> None:
    texts = [f"text {number}" for number in range(4)] + ["<break time='10s'/> & https://example.com/?a=1"]
    posts = [prepare("test", Said(f"m{number}", text, "general", "Ana")) for number, text in enumerate(["old", *texts])]
    speak(posts, float("inf"))
    response = ask("IntentRequest", "WhatIsNewIntent", room="general")
    assert heard(response).split("\n") == [
        "In general:",
        *(f"Ana said: text {number}" for number in range(4)),
        "Ana said: &lt;break time=&apos;10s&apos;/&gt; &amp; a link",
    ]
    assert response["shouldEndSession"] is True


def test_a_room_without_messages_and_one_without_anybody() -> None:
    assert heard(ask("IntentRequest", "WhatIsNewIntent")) == "Nobody has opened that room yet."
    Room.opened("operations")
    assert heard(ask("IntentRequest", "WhatIsNewIntent")) == "Nothing has been said in operations yet."


def test_what_there_is_no_time_for_is_not_said_to_be_done() -> None:
    class Late:
        def get_remaining_time_in_millis(self) -> int:
            return 1_000

    late: Any = Late()
    answer = alexa_skill.handler(request("IntentRequest", "TellIntent", room="operations", text="hello"), late)
    assert heard(answer["response"]).endswith("Please try again.")


def strangers() -> Iterator[dict[str, Any]]:
    yield event("alexa_skill")  # its timestamp has passed
    other = request("LaunchRequest")
    other["context"]["System"]["application"]["applicationId"] = "amzn1.ask.skill.other"
    yield other


@pytest.mark.parametrize("stranger", list(strangers()), ids=["of another time", "of another skill"])
def test_a_request_that_is_not_ours_is_answered_with_a_sentence_and_says_nothing(stranger: dict[str, Any]) -> None:
    answer = alexa_skill.handler(stranger, CONTEXT)
    assert heard(answer["response"]) == "I cannot answer that."
    assert heard(ask("IntentRequest", "WhatIsNewIntent")) == "Nobody has opened that room yet."


@pytest.mark.parametrize("broken", [{}, {"request": None}, {"context": {"System": None}}])
def test_promise_7_what_is_no_request_gets_a_sentence_too(broken: dict[str, Any]) -> None:
    assert heard(alexa_skill.handler(broken, CONTEXT)["response"]).startswith("Something went wrong")


def test_without_a_skill_s_id_nobody_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALEXA_SKILL_ID")
    assert heard(ask("LaunchRequest")).startswith("Something went wrong")


def test_the_interaction_model_and_the_code_know_the_same_intents() -> None:
    assert {intent["name"] for intent in MODEL["languageModel"]["intents"]} == set(alexa_skill.INTENTS)


def test_the_interaction_model_follows_alexa_s_rules() -> None:
    # https://developer.amazon.com/en-US/docs/alexa/custom-skills/slot-type-reference.html#amazonsearchquery
    for intent in MODEL["languageModel"]["intents"]:
        slots = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            named = [name for name in slots if f"{{{name}}}" in sample]
            assert sample.count("{") == len(named), f"{sample} has a slot that is not declared"
            if PHRASE in {slots[name] for name in named}:
                assert len(named) == 1, f"a phrase stands alone, and not as in {sample!r}"
                assert sample != f"{{{named[0]}}}", "a phrase needs words that carry it"


def test_what_a_room_is_told_is_asked_for() -> None:
    (told,) = MODEL["dialog"]["intents"]
    (asked_for,) = (slot for slot in told["slots"] if slot["elicitationRequired"])
    assert (told["name"], asked_for["name"]) == ("TellIntent", "text")
    assert asked_for["prompts"]["elicitation"] in {prompt["id"] for prompt in MODEL["prompts"]}
