"""renew's door."""

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest

import doors
from config import settings
from handlers import connect, ping, renew
from tests.events import CONTEXT, context, frame
from tests.parts.connections import Connections
from tests.parts.issuer import CLIENT, Issuer, serving

USER = "oidc:u-1"


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """The issuer of the settings, by which somebody has connected."""
    with serving() as issuer:
        monkeypatch.setenv("OIDC_ISSUER", issuer.url)
        monkeypatch.setenv("OIDC_AUDIENCE", CLIENT)
        settings.cache_clear()
        assert connect.handler({"requestContext": context("$connect", user=USER)}, CONTEXT) == {"statusCode": 200}
        yield issuer


def ask(connections: Connections, door: Any, expires: float, **body: Any) -> dict[str, Any]:
    """The frame that a door answers with to whose handshake's word is good until then."""
    assert door.handler(frame(body["action"], body, user=USER, expires=expires), CONTEXT) == {"statusCode": 200}
    return connections.frames("ana1=")[-1]


def test_a_conversation_outlives_its_first_token(issuer: Issuer, connections: Connections) -> None:
    ended = time.time() - 61
    assert ask(connections, ping, ended, action="ping")["code"] == "expired"
    renewed = ask(connections, renew, ended, action="renew", id="r1", token=issuer.token())
    assert (renewed["type"], renewed["id"]) == ("renewed", "r1")
    assert ask(connections, ping, ended, action="ping")["type"] == "pong"


def test_a_renewed_sign_in_ends_too(issuer: Issuer, connections: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(connections, renew, time.time() + 60, action="renew", token=issuer.token(exp=int(time.time()) + 60))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 121)
    assert ask(connections, ping, now + 60, action="ping")["code"] == "expired"


def test_promise_7_the_token_is_in_no_answer_and_in_no_log(
    issuer: Issuer, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged_to = io.StringIO()
    monkeypatch.setattr(doors.logger.registered_handler, "stream", logged_to)
    tokens = [issuer.token(), issuer.token(sub="u-2"), issuer.token(exp=1), "abc.def.ghi", "no token", 5, "x" * 9000]
    for token in tokens:
        ask(connections, renew, time.time() + 60, action="renew", token=token)
    ask(connections, renew, time.time() + 60, action="renew", token="abc.def.ghi", also="abc.def.ghi")
    told = logged_to.getvalue() + "".join(post.body.decode() for post in connections.posts)
    assert len(logged_to.getvalue().splitlines()) == len(tokens) + 1
    for token in tokens:
        assert str(token) not in told.replace('"milliseconds":5', "") or token == 5
        assert not isinstance(token, str) or token.rpartition(".")[2] not in told
