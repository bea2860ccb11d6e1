"""What every door does: answer whatever goes wrong to the one who asked, log one line, and let nothing leak."""

import time
from typing import Any

import pytest

import doors
import frames
from chat import flooding
from chat.flooding import FRAMES, REFUSALS
from errors import Busy, Misconfigured, NotJoined, ParleyError
from tests.events import CONTEXT, frame
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.journal import Written


@pytest.fixture(autouse=True)
def connected(dynamodb: Table, connections: Connections) -> Table:
    return dynamodb


def door_that(outcome: BaseException | None) -> Any:
    """A ping door whose verb ends like this."""

    def verb(caller: object, request: object, deadline: float) -> None:
        if outcome:
            raise outcome

    return doors.request_door("ping", frames.Ping, verb)


PING = {"action": "ping", "id": "p1"}


def test_a_verb_that_works_is_all_there_is(connections: Connections) -> None:
    assert door_that(None)(frame("ping", PING), CONTEXT) == {"statusCode": 200}
    assert connections.posts == []


@pytest.mark.parametrize("failure", [NotJoined("join the room first"), Busy("the table is busy, try again")])
def test_an_error_is_answered_with_the_requests_id(connections: Connections, failure: ParleyError) -> None:
    assert door_that(failure)(frame("ping", PING), CONTEXT) == {"statusCode": 200}
    (post,) = connections.posts
    assert post.frame == {
        "type": "error",
        "code": failure.code,
        "retry": failure.retry,
        "message": str(failure),
        "id": "p1",
    }


@pytest.mark.parametrize("failure", [Misconfigured("TABLE_NAME is secret"), KeyError("secret"), ValueError("secret")])
def test_promise_7_a_fault_of_ours_is_internal_and_tells_nothing(connections: Connections, failure: Exception) -> None:
    door_that(failure)(frame("ping", PING), CONTEXT)
    (post,) = connections.posts
    assert (post.frame["code"], post.frame["retry"]) == ("internal", True)
    assert b"secret" not in post.body and b"Traceback" not in post.body


@pytest.mark.parametrize("body", ["", "null", "[]", "{", '{"action":"say"}', '{"action":"ping","x":1}', None])
def test_a_bad_frame_is_answered_and_counted(connections: Connections, body: str | None) -> None:
    event = frame("ping", PING) | {"body": body}
    assert door_that(None)(event, CONTEXT) == {"statusCode": 200}
    (post,) = connections.posts
    assert post.frame["code"] in ("bad_frame", "unknown_action")
    assert post.frame["retry"] is False


def test_a_binary_frame_is_a_bad_frame(connections: Connections) -> None:
    event = frame("ping", PING) | {"body": "eyJhY3Rpb24iOiJwaW5nIn0=", "isBase64Encoded": True}
    door_that(None)(event, CONTEXT)
    assert connections.posts[0].frame["code"] == "bad_frame"


def test_promise_6_an_expired_identity_speaks_no_more(connections: Connections) -> None:
    door_that(None)(frame("ping", PING, expires=time.time() - 61), CONTEXT)
    assert connections.posts[0].frame["code"] == "expired"


def test_a_door_for_who_has_no_sign_in_left_is_open_to_them(connections: Connections) -> None:
    door = doors.request_door("ping", frames.Ping, lambda *_: None, ended_too=True)
    door(frame("ping", PING, expires=time.time() - 61), CONTEXT)
    assert connections.posts == []


@pytest.mark.parametrize(
    ("body", "code"),
    [({"action": "say"}, "unknown_action"), ({}, "bad_frame"), ({"action": "ping"}, "bad_frame")],
)
def test_what_came_by_no_route_is_refused(connections: Connections, body: dict[str, Any], code: str) -> None:
    doors.refusing_door("$default")(frame("$default", body), CONTEXT)
    assert connections.posts[0].frame["code"] == code


def test_a_flood_is_refused_and_then_ended_whatever_it_asks_for(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three actions of one function: they are one flood."""
    monkeypatch.setattr(flooding, "now_ms", lambda: 1_790_000_000_000)
    doors_ = [door_that(None), door_that(NotJoined("join the room first")), door_that(Busy("the table is busy"))]
    for number in range(FRAMES.burst):
        assert doors_[number % 3](frame("ping", PING), CONTEXT) == {"statusCode": 200}
    before = len(connections.posts)
    for number in range(REFUSALS.burst):
        doors_[number % 3](frame("ping", PING), CONTEXT)
    told = [post.frame for post in connections.posts[before:]]
    assert {(error["code"], error["retry"], error["id"]) for error in told} == {("rate_limited", True, "p1")}
    assert all(error["retryAfter"] > 0 for error in told) and connections.closed == []
    assert doors_[0](frame("ping", PING), CONTEXT) == {"statusCode": 200}
    assert (len(connections.posts), connections.closed) == (before + REFUSALS.burst, ["ana1="])
    assert doors_[0](frame("ping", PING, connection="ana2="), CONTEXT) == {"statusCode": 200}
    assert connections.closed == ["ana1="]


def test_promise_7_the_log_has_one_line_without_text_name_or_token(written: Written) -> None:
    door = doors.request_door("sendMessage", frames.SendMessage, lambda *_: None)
    body = {"action": "sendMessage", "room": "general", "id": "a", "text": "between us"}
    event = frame("sendMessage", body, name="Ana Secret")
    event["requestContext"]["requestId"] = "JKJaXmPLvHcESHA="
    door(event, CONTEXT)
    (logged,) = written.lines
    assert (logged["message"], logged["outcome"], logged["room"], logged["id"]) == (
        "sendMessage",
        "done",
        "general",
        "a",
    )
    assert logged["connection"] and logged["milliseconds"] >= 0
    assert logged["request"] == "JKJaXmPLvHcESHA="
    assert "between us" not in written.text and "Secret" not in written.text


@pytest.mark.parametrize("room", ["Ana's secret room", "x" * 65, 7, None, {"a": 1}])
def test_promise_7_what_is_no_room_s_name_is_not_in_the_log(written: Written, room: object) -> None:
    door_that(None)(frame("ping", PING | {"room": room}), CONTEXT)
    assert "room" not in written.lines[0]


@pytest.mark.parametrize("failure", [NotJoined("join the room first"), Busy("try again"), KeyError("secret")])
def test_an_error_is_counted_by_its_code(written: Written, failure: Exception) -> None:
    door_that(failure)(frame("ping", PING), CONTEXT)
    code = getattr(failure, "code", "internal")
    assert written.metrics == {f"error_{code}": 1, "posted": 1, "delivered": 1}


def test_the_deadline_leaves_time_to_end_in_good_order() -> None:
    left = doors.deadline_of(CONTEXT) - time.monotonic()
    assert 0 < left < CONTEXT.get_remaining_time_in_millis() / 1000
