"""A function of the deployment's own, invoked for real: in the emulator, by the client that Lambda would use."""

import time

import pytest

from inspection.function import REASON_CHARACTERS, Unclear, reason
from tests.inspection.conftest import Deploy

EVENT = {"action": "sendMessage", "room": "general", "user": "guest:ana", "name": "Ana", "text": "hello 👍"}


def answering(answer: str) -> str:
    return f"def handler(event, context):\n    return {answer}\n"


def test_the_function_of_the_docs_says_what_may_be_said(deploy: Deploy) -> None:
    deploy()
    assert reason(EVENT) == ""
    assert reason(EVENT | {"text": "it is 4111 1111 1111 1111"}) == "that looks like the number of a card"


def test_it_hears_all_of_the_event_and_its_reason_is_one_line_and_not_long(deploy: Deploy) -> None:
    deploy(answering("{'allow': False, 'reason': ' '.join(sorted(event)) + event['text'] + '\\n' + 'x' * 500}"))
    told = reason(EVENT)
    assert told.startswith("action name room text userhello 👍 xxx") and len(told) == REASON_CHARACTERS


@pytest.mark.parametrize(
    "given", ["{'allow': False}", "{'allow': False, 'reason': 7}", "{'allow': False, 'reason': ' '}"]
)
def test_no_reason_is_a_reason(deploy: Deploy, given: str) -> None:
    deploy(answering(given))
    assert reason(EVENT) == "not here"


@pytest.mark.parametrize("given", ["None", "[]", "'yes'", "{}", "{'allow': 'true'}", "{'allow': 1}", "1 / 0"])
def test_what_is_no_answer_is_unclear(deploy: Deploy, given: str) -> None:
    deploy(answering(given))
    with pytest.raises(Unclear):
        reason(EVENT)


def test_who_takes_too_long_is_waited_for_no_longer(deploy: Deploy) -> None:
    deploy("import time\n\n\ndef handler(event, context):\n    time.sleep(8)\n", MODERATION_SECONDS="0.5")
    began = time.monotonic()
    with pytest.raises(Unclear, match="ReadTimeoutError"):
        reason(EVENT)
    assert time.monotonic() - began < 5


def test_a_function_that_is_not_there_and_a_lambda_that_is_not_there_are_unclear(deploy: Deploy) -> None:
    arn = deploy()
    deploy(MODERATION_FUNCTION=f"{arn}-none")
    with pytest.raises(Unclear, match="ResourceNotFound"):
        reason(EVENT)
    deploy(AWS_ENDPOINT_URL_LAMBDA="http://127.0.0.1:9")
    with pytest.raises(Unclear, match="EndpointConnectionError"):
        reason(EVENT)
