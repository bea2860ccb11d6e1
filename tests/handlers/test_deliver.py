"""deliver's door, fed by the queue."""

from delivery import Share
from handlers import deliver
from tests.events import CONTEXT, records
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.presences import fill

PONG = '{"type":"pong","heads":{}}'


def test_a_share_is_delivered(connected: Table, connections: Connections) -> None:
    fill(connected, "general", ["ana1=", "bo1=", "cy1="])
    event = records(Share("general", 0, PONG, 3, "ana1=").to_json())
    assert deliver.handler(event, CONTEXT) == {"batchItemFailures": []}
    assert sorted(post.connection for post in connections.posts) == ["bo1=", "cy1="]


def test_fault_20_what_is_no_share_goes_back_and_the_others_are_delivered(
    connected: Table, connections: Connections
) -> None:
    fill(connected, "general", ["ana1=", "bo1="])
    event = records(Share("general", 0, PONG, 2, "ana1=").to_json(), "poison", Share("general", 0, PONG).to_json())
    assert deliver.handler(event, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "record-1"}]}
    assert sorted(post.connection for post in connections.posts) == ["ana1=", "bo1=", "bo1="]
