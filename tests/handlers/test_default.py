"""$default's door."""

from handlers import default
from tests.events import CONTEXT, frame
from tests.parts.connections import Connections


def test_an_unknown_action_is_told_so(connections: Connections) -> None:
    default.handler(frame("$default", {"action": "sing", "id": "s"}), CONTEXT)
    (post,) = connections.posts
    assert (post.frame["code"], post.frame["id"]) == ("unknown_action", "s")


def test_what_is_no_json_is_told_so(connections: Connections) -> None:
    default.handler(frame("$default", {}) | {"body": "hello?"}, CONTEXT)
    (post,) = connections.posts
    assert post.frame["code"] == "bad_frame"
