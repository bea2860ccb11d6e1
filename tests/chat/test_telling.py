"""Everyone in a room is told, in one go or share by share."""

import pytest

import delivery
from chat import telling
from chat.telling import tell, tell_share
from delivery import Outcome, Share
from errors import Internal
from models import crowd, spread
from models.spread import Spread
from tests.parts.connections import Connections
from tests.parts.delivery_queue import Queue
from tests.parts.dynamodb import Table, forget
from tests.parts.presences import fill

FRAME = b'{"type":"pong","heads":{"general":7}}'
LARGE = 1_100


def told(connections: Connections) -> list[str]:
    return sorted(post.connection for post in connections.posts if post.body == FRAME)


@pytest.fixture
def large(connected: Table) -> list[str]:
    """A room of 1,100, four of them in the second of two shards; Ana is one of those."""
    first = [f"c{number:04}=" for number in range(LARGE - 4)]
    second = ["ana1=", "bo1=", "cy1=", "di1="]
    fill(connected, "general", first)
    fill(connected, "general", second, shard=1)
    Spread(spread.key("general", 0), spread.SK, shards=2, sizes=[len(first), len(second)]).save()
    return sorted(first + second)


def test_a_small_room_is_told_at_once(
    connected: Table, queue: Queue, connections: Connections, deadline: float
) -> None:
    fill(connected, "general", ["ana1=", "bo1="])
    tell("general", [FRAME], deadline, "ana1=")
    assert told(connections) == ["ana1=", "bo1="]
    assert queue.shares() == []


def test_a_large_room_is_told_share_by_share_and_the_speaker_at_once(
    large: list[str], queue: Queue, connections: Connections, deadline: float
) -> None:
    tell("general", [FRAME], deadline, "ana1=")
    assert told(connections) == ["ana1="]
    shares = queue.shares()
    assert sorted((share.shard, share.size) for share in shares) == [(0, LARGE - 4), (1, 4)]
    for share in shares:
        tell_share(share.to_json(), deadline)
    assert told(connections) == large
    assert queue.shares() == []


def test_a_large_room_is_told_at_once_where_there_is_no_queue(
    large: list[str], connections: Connections, deadline: float
) -> None:
    tell("general", [FRAME], deadline, "ana1=")
    assert told(connections) == large


def test_what_the_queue_does_not_take_is_delivered_at_once(
    large: list[str], queue: Queue, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DELIVERY_QUEUE_URL", queue.url + "-gone")
    forget()
    tell("general", [FRAME], deadline, "ana1=")
    assert told(connections) == large


def test_fault_10_who_has_gone_is_taken_out_of_the_shard_that_it_was_in(
    large: list[str], queue: Queue, connections: Connections, deadline: float
) -> None:
    connections.answers["bo1="] = 410
    tell_share(Share("general", 1, FRAME.decode(), 4).to_json(), deadline)
    assert told(connections) == ["ana1=", "cy1=", "di1="]
    assert crowd.connections("general", 1) == ["ana1=", "cy1=", "di1="]


def test_who_is_not_reached_is_tried_once_more_and_nobody_else_is(
    large: list[str], queue: Queue, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hang or a throttled API leaves some behind at the deadline; here it leaves two of four."""
    monkeypatch.setattr(telling, "AGAIN_AFTER", 0)
    reached = delivery.deliver

    def halfway(frame: bytes, recipients: list[str], deadline: float) -> Outcome:
        ones = list(recipients)
        outcome = reached(frame, ones[:2], deadline)
        return Outcome(outcome.delivered, outcome.gone, tuple(ones[2:]), False)

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "deliver", halfway)
        tell_share(Share("general", 1, FRAME.decode(), 4).to_json(), deadline)
    assert told(connections) == ["ana1=", "bo1="]
    (again,) = queue.shares()
    assert again.only == ("cy1=", "di1=")
    tell_share(again.to_json(), deadline)
    assert told(connections) == ["ana1=", "bo1=", "cy1=", "di1="]
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "deliver", halfway)
        tell_share(Share("general", 1, FRAME.decode(), only=("x1=", "x2=", "x3=")).to_json(), deadline)
    assert queue.shares() == [], "there is no third attempt"


def test_fault_13_a_refused_share_goes_back_into_the_queue(
    large: list[str], queue: Queue, connections: Connections, deadline: float
) -> None:
    for connection in large:
        connections.answers[connection] = 403
    with pytest.raises(Internal):
        tell_share(Share("general", 1, FRAME.decode(), 4).to_json(), deadline)
    assert len(crowd.connections("general", 1)) == 4


def test_a_room_grows_by_being_told(connected: Table, connections: Connections, deadline: float) -> None:
    fill(connected, "general", [f"c{number:04}=" for number in range(LARGE)])
    tell("general", [FRAME], deadline)
    assert Spread.of_room("general").shards == 2
    assert Spread.of_room("general").total == LARGE


def test_a_share_notes_how_many_there_are(large: list[str], connections: Connections, deadline: float) -> None:
    tell_share(Share("general", 0, FRAME.decode(), 10).to_json(), deadline)
    assert Spread.of_room("general").noted(0) == LARGE - 4
