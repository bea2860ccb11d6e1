"""history's door."""

from handlers import history
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections


def test_a_page_is_answered(connections: Connections) -> None:
    come_in()
    page = answer(history, connections, {"action": "history", "room": "general", "id": "h"})
    assert page == {
        "type": "history",
        "room": "general",
        "after": 0,
        "through": 0,
        "messages": [],
        "more": False,
        "id": "h",
    }
