"""The manner of an Alexa skill: somebody asks aloud, and whatever happens is answered in a sentence.

https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-and-response-json-reference.html
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import journal
import metrics
from chat.speech import spoken
from config import skill_id
from doors import Event, deadline_of, logger
from errors import Expired, ParleyError

# https://developer.amazon.com/en-US/docs/alexa/custom-skills/host-a-custom-skill-as-a-web-service.html
TOLERANCE_SECONDS = 150

SORRY = {
    "bad_frame": "I did not hear what to say.",
    "busy": "There is too much going on there right now. Please try again.",
    "expired": "I cannot answer that.",
    "forbidden": "I have no access to that room.",
    "not_found": "Nobody has opened that room yet.",
}
BROKEN = "Something went wrong on our side. Please try again later."


@dataclass(frozen=True)
class Asked:
    """What somebody asks of a skill: `wish` is an intent, or a request that is none, `slots` what was said in it."""

    id: str
    wish: str
    slots: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What a skill says, in paragraphs that are escaped already; with a `question` it goes on listening."""

    words: Iterable[str] = ()
    question: str = ""


Wish = Callable[[Asked, float], Reply]


def skill_door(wishes: Mapping[str, Wish], otherwise: str) -> Callable[[Event, LambdaContext], dict[str, Any]]:
    """A door for an Alexa skill: each wish has its verb, and a wish that has none goes to `otherwise`."""

    def handler(event: Event, context: LambdaContext) -> dict[str, Any]:
        reply = _reply(event, wishes, otherwise, deadline_of(context))
        journal.write("skill")
        return _answer(reply)

    return handler


def _reply(event: Event, wishes: Mapping[str, Wish], otherwise: str, deadline: float) -> Reply:
    try:
        _demand_genuine(event)
        asked = _asked(event["request"])
        metrics.note("wish", asked.wish if asked.wish in wishes else "unknown")
        if asked.wish not in wishes and "intent" not in event["request"]:
            # Of an interface that the skill does not use: what is no intent may not always be answered with words.
            return Reply()
        return wishes.get(asked.wish, wishes[otherwise])(asked, deadline)
    except ParleyError as failure:
        metrics.count_of("error", failure.code)
        logger.warning("skill", outcome=failure.code, reason=str(failure))
        return Reply([SORRY.get(failure.code, BROKEN)])
    except Exception:
        journal.failed("a skill failed")
        return Reply([BROKEN])


def _demand_genuine(event: Event) -> None:
    """Expired unless the request is of our skill and of this moment.

    https://developer.amazon.com/en-US/docs/alexa/custom-skills/host-a-custom-skill-as-an-aws-lambda-function.html
    """
    if event["context"]["System"]["application"]["applicationId"] != skill_id():
        raise Expired("this request is of another skill than ALEXA_SKILL_ID names")
    sent = datetime.fromisoformat(event["request"]["timestamp"])
    if abs(time.time() - sent.timestamp()) > TOLERANCE_SECONDS:
        raise Expired("this request is not of now")


def _asked(request: dict[str, Any]) -> Asked:
    intent = request.get("intent") or {}
    slots = {name: slot.get("value") or "" for name, slot in (intent.get("slots") or {}).items()}
    return Asked(request["requestId"], intent.get("name") or request["type"], slots)


def _answer(reply: Reply) -> dict[str, Any]:
    """Without words the response is empty, which is all that a session's end may be answered with."""
    words = [*reply.words, *([reply.question] if reply.question else [])]
    if not words:
        return {"version": "1.0", "response": {}}
    response: dict[str, Any] = {"outputSpeech": _speech(words), "shouldEndSession": not reply.question}
    if reply.question:
        response["reprompt"] = {"outputSpeech": _speech([reply.question])}
    return {"version": "1.0", "response": response}


def _speech(words: Iterable[str]) -> dict[str, str]:
    return {"type": "SSML", "ssml": spoken(words)}
