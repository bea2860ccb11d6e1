"""Every source's event of events/ against the artifact that `sam build` made, under the real Lambda runtime client."""

from datetime import UTC, datetime
from typing import Any

import pytest

from local.sources import names
from models import reading
from tests.artifact.conftest import Start, event

# What the template sets for some of the functions.
SETTINGS = {
    "ALEXA_SKILL_ID": "amzn1.ask.skill.00000000-0000-0000-0000-000000000000",
    "UPLOADS_BUCKET": "parley-uploads",
}


@pytest.mark.parametrize("source", names())
def test_a_source_says_its_event_once_however_often_it_comes(start: Start, source: str) -> None:
    running, told = start(source, **SETTINGS), fresh(event(source))
    answers = [running.invoke(told) for _ in range(2)]
    assert not any("errorMessage" in answer for answer in answers if isinstance(answer, dict)), answers
    (message,) = reading.newest("operations", 50).messages
    assert message.user == f"source:{source}"
    assert message.text not in running.log.read_text(), "a text is in the log"


def fresh(told: dict[str, Any]) -> dict[str, Any]:
    """The event as of now, where its source refuses old ones."""
    if "timestamp" in told.get("request", {}):
        told["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return told
