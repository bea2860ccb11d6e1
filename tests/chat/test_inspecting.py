"""What is looked at before it is stored, and what comes of it: nobody but the sender hears of a refusal."""

from collections.abc import Callable

import pytest

import frames
from chat import changing, direct, files, inspecting, messages, uploads, visiting
from config import settings
from errors import Busy, Forbidden
from identity import Visitor
from inspection import function
from inspection.rules import rules
from models import reading
from tests.chat.conftest import Join
from tests.parts.connections import Connections

LOUD = "!" * 100


@pytest.fixture
def by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODERATION_RULES", "true")
    settings.cache_clear()
    rules.cache_clear()


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that nobody reaches, and what then happens."""

    def fail(then: str) -> None:
        monkeypatch.setenv("MODERATION_FUNCTION", "arn:aws:lambda:us-east-1:000000000000:function:hook")
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:9")
        monkeypatch.setenv("MODERATION_FAILURE", then)
        settings.cache_clear()
        function._client.cache_clear()

    return fail


def test_nothing_is_looked_at_unless_the_deployment_wants_it(come: Join, deadline: float) -> None:
    messages.say(come("Ana", "general"), frames.SendMessage("general", "a", LOUD), deadline)
    assert len(reading.newest("general", 9).messages) == 1


def test_whichever_way_it_is_said_it_is_looked_at_and_nothing_is_stored_or_told(
    by_rules: None, come: Join, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    ana, bo = come("Ana", "general"), come("Bo", "general")
    messages.say(ana, frames.SendMessage("general", "ok", "hello"), deadline)
    said, head = len(connections.posts), reading.newest("general", 9).head
    visitor = Visitor("oidc:1", "Ana")
    ways: list[Callable[[], object]] = [
        lambda: messages.say(ana, frames.SendMessage("general", "a", LOUD), deadline),
        lambda: direct.say(ana, frames.SendDirect(bo.user, "b", LOUD), deadline),
        lambda: changing.edit(ana, frames.EditMessage("general", "c", 1, LOUD), deadline),
        lambda: visiting.say(visitor, frames.SendMessage("general", "d", LOUD), deadline),
        lambda: files.ask(ana, frames.Upload("general", "a.txt", "text/plain", 7, LOUD), deadline),
        lambda: files.ask(ana, frames.Upload("general", f"{LOUD}.txt", "text/plain", 7), deadline),
        lambda: visiting.offer_upload(visitor, "general", uploads.Wanted(f"{LOUD}.txt", "text/plain", 7)),
    ]
    for way in ways:
        with pytest.raises(Forbidden, match="this was not said: it repeats itself"):
            way()
    assert (len(connections.posts), reading.newest("general", 9).head) == (said, head)


def test_promise_3_what_was_said_before_the_rules_is_still_the_answer_to_its_retry(
    come: Join,
    connections: Connections,
    deadline: float,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    ana = come("Ana", "general")
    loud = frames.SendMessage("general", "a", LOUD)
    messages.say(ana, loud, deadline)
    request.getfixturevalue("by_rules")
    messages.say(ana, loud, deadline)
    assert [frame["seq"] for frame in connections.frames(ana.connection) if frame["type"] == "message"] == [1, 1]


def test_a_function_that_fails_lets_through_and_says_so_in_the_log(
    failing: Callable[[str], None], come: Join, deadline: float, caplog: pytest.LogCaptureFixture
) -> None:
    ana = come("Ana", "general")
    failing("allow")
    messages.say(ana, frames.SendMessage("general", "a", "between us"), deadline)
    assert len(reading.newest("general", 9).messages) == 1
    (line,) = [record for record in caplog.records if record.name == inspecting.logger.name]
    assert "EndpointConnectionError" in line.getMessage() and "between us" not in line.getMessage()


def test_or_refuses_until_it_is_there_again(failing: Callable[[str], None], come: Join, deadline: float) -> None:
    ana = come("Ana", "general")
    failing("refuse")
    with pytest.raises(Busy):
        messages.say(ana, frames.SendMessage("general", "a", "hello"), deadline)
    assert reading.newest("general", 9).messages == ()


def test_the_rules_come_first_and_what_they_refuse_nobody_else_is_asked_about(
    by_rules: None, failing: Callable[[str], None], come: Join, deadline: float
) -> None:
    ana = come("Ana", "general")
    failing("refuse")
    with pytest.raises(Forbidden):
        messages.say(ana, frames.SendMessage("general", "a", LOUD), deadline)


def test_who_may_not_speak_is_not_looked_at(by_rules: None, come: Join, deadline: float) -> None:
    ana = come("Ana", "random")
    come("Bo", "general")
    with pytest.raises(Exception, match="join the room first"):
        messages.say(ana, frames.SendMessage("general", "a", LOUD), deadline)
