"""The chat's events of events/ against the artifact that `sam build` made, under the real Lambda runtime client.

Together they are one conversation: Ana connects, joins, speaks, looks around, makes a room, leaves, errs and goes.
"""

import json
from typing import Any

from tests.artifact.conftest import Start, event
from tests.parts.connections import Connections

OK = {"statusCode": 200}
ANA = {"user": "guest:ana", "name": "Ana"}


def test_the_events_are_one_conversation(start: Start, connections: Connections) -> None:
    said: list[dict[str, Any]] = []

    def answer(name: str) -> Any:
        """What the function returns; `said` has what it posted to the connection of the event."""
        told = event(name)
        running = start(name)
        before = len(connections.posts)
        returned = running.invoke(told)
        said[:] = [post.frame for post in connections.posts[before:]]
        if "requestContext" in told:
            assert {post.connection for post in connections.posts[before:]} <= {told["requestContext"]["connectionId"]}
        return returned

    let_in = answer("authorize")
    assert let_in["principalId"] == "guest:ana"
    assert let_in["policyDocument"]["Statement"][0]["Effect"] == "Allow"
    assert let_in["context"].keys() < event("connect")["requestContext"]["authorizer"].keys()

    assert (answer("connect"), said) == (OK, [])

    assert answer("join_room") == OK
    (joined,) = [frame for frame in said if frame["type"] == "joined"]
    assert (joined["id"], joined["roster"], joined["head"], joined["messages"]) == ("j1", [ANA], 0, [])

    assert answer("send_message") == OK
    (message,) = said
    assert (message["type"], message["seq"], message["text"], message["from"]) == ("message", 1, "hello", ANA)
    assert message["id"] == "01J9Z3K8Q5W7X2Y4"

    assert answer("history") == OK
    assert [(frame["type"], frame["id"], frame["messages"]) for frame in said] == [("history", "h1", [message])]

    assert answer("change_message") == OK
    assert [(frame["type"], frame["target"], frame["text"]) for frame in said] == [("edited", 1, "hello all")]

    assert answer("attend") == OK
    assert said == [{"type": "read", "room": "general", "seq": 2, "id": "r1"}]

    assert answer("look") == OK
    assert [(room["room"], room["unread"], room["last"]["text"]) for room in said[0]["rooms"]] == [
        ("general", 0, "hello all")
    ]

    assert answer("govern") == OK
    assert [(frame["type"], frame["room"], frame["title"]) for frame in said] == [("room", "plans", "Plans")]

    assert answer("files") == OK
    assert said[0]["fields"]["Content-Type"] == "image/png"

    assert answer("sweep") == {"looked_at": 0, "gone": 0}

    done = answer("admin")
    assert (done["ok"], done["seqs"]) == (True, {"general": 3})
    assert [(frame["seq"], frame["from"]["user"]) for frame in said] == [(3, "source:admin")]

    assert answer("renew") == OK
    assert [(frame["type"], frame["code"], frame["id"]) for frame in said] == [("error", "expired", "r1")]

    assert answer("ping") == OK
    assert said == [{"type": "pong", "heads": {"general": 3}, "id": "p1"}]

    assert answer("deliver") == {"batchItemFailures": []}
    assert [frame["text"] for frame in said] == ["hello, everyone"]

    assert answer("leave_room") == OK
    assert said == [{"type": "left", "room": "general", "id": "l1"}]

    assert answer("accounts") == OK
    assert said == [{"type": "signedOut", "reason": "you", "id": "s1"}]

    assert answer("default") == OK
    assert [(frame["type"], frame["code"], frame["id"]) for frame in said] == [("error", "unknown_action", "d1")]

    assert (answer("disconnect"), said) == (OK, [])


def test_a_stranger_is_refused_in_the_word_that_api_gateway_knows(start: Start) -> None:
    handshake = event("authorize")
    for headers in ("headers", "multiValueHeaders"):
        del handshake[headers]["Authorization"]
    refused = start("authorize").invoke(handshake)
    assert refused["errorMessage"] == "Unauthorized"


def test_promise_7_a_wrong_setting_is_named_in_the_log_and_internal_on_the_wire(
    start: Start, connections: Connections
) -> None:
    running = start("send_message", TABLE_NAME="parley-none")
    assert running.invoke(event("send_message")) == OK
    (error,) = [post.frame for post in connections.posts]
    assert (error["code"], error["retry"]) == ("internal", True)
    assert "TABLE" not in json.dumps(error)
    log = running.log.read_text()
    assert "TABLE_NAME" in log and "parley-none" in log
    assert "hello" not in log and "Ana" not in log
