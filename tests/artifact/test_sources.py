"""Every source's event of events/ against the artifact that `sam build` made, under the real Lambda runtime client."""

from datetime import UTC, datetime
from typing import Any

import pytest

from local.aws import client
from local.sources import names
from models import reading
from models.room import Room
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


def test_the_http_door_says_what_somebody_posts(start: Start) -> None:
    Room.opened("general")
    answer = start("http_api", **SETTINGS).invoke(event("http_api"))
    assert answer["statusCode"] == 201
    (message,) = reading.newest("general", 50).messages
    assert (message.text, message.user.partition(":")[0]) == ("hello from nowhere", "oidc")


def test_the_table_s_stream_goes_out_on_the_bus(start: Start, emulator: str) -> None:
    bus = client("events", emulator)
    bus.create_event_bus(Name="parley")
    running = start("table_stream", EVENT_BUS="parley", AWS_ENDPOINT_URL_EVENTBRIDGE=emulator)
    assert running.invoke(event("table_stream")) == {"batchItemFailures": []}
