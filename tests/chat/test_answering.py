"""Answers go to the one who asked."""

from chat.answering import answer
from tests.chat.conftest import person
from tests.parts.connections import Connections


def test_an_answer_goes_to_the_one_who_asked_with_the_id_of_the_request(
    connections: Connections, deadline: float
) -> None:
    answer(person("Ana"), {"type": "pong", "heads": {}}, "p1", deadline)
    answered = {"type": "pong", "heads": {}, "id": "p1"}
    assert [(post.connection, post.frame) for post in connections.posts] == [("ana1=", answered)]


def test_an_answer_to_a_connection_that_has_gone_is_nobodys_loss(connections: Connections, deadline: float) -> None:
    connections.answers["ana1="] = 410
    answer(person("Ana"), {"type": "pong", "heads": {}}, None, deadline)
    assert connections.posts == []
