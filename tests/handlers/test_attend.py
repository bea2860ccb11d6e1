"""markRead's and typing's door."""

from handlers import attend
from tests.events import CONTEXT, frame
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections


def test_how_far_one_has_read_is_answered(connections: Connections) -> None:
    come_in()
    read = answer(attend, connections, {"action": "markRead", "room": "general", "seq": 1, "id": "r"})
    assert read == {"type": "read", "room": "general", "seq": 0, "id": "r"}


def test_typing_has_no_answer(connections: Connections) -> None:
    come_in()
    before = len(connections.posts)
    attend.handler(frame("typing", {"action": "typing", "room": "general"}), CONTEXT)
    assert len(connections.posts) == before


def test_the_action_is_the_one_that_was_routed_by(connections: Connections) -> None:
    attend.handler(frame("typing", {"action": "markRead", "room": "general", "seq": 1}), CONTEXT)
    assert connections.frames("ana1=")[-1]["code"] == "bad_frame"
