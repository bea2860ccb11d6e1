"""$connect remembers the connection and agrees on the protocol."""

from typing import Any

from handlers import connect
from tests.events import CONTEXT, context
from tests.parts.dynamodb import Table


def handshake(**headers: str) -> dict[str, Any]:
    return {"requestContext": context("$connect"), "headers": headers}


def test_the_connection_is_remembered(connected: Table) -> None:
    assert connect.handler(handshake(), CONTEXT) == {"statusCode": 200}
    (item,) = connected.client.scan(TableName=connected.name)["Items"]
    assert (item["pk"], item["sk"]) == ({"S": "USER#guest:ana"}, {"S": "CONN#ana1="})


def test_a_browser_hears_the_protocol_without_the_name() -> None:
    event = handshake(**{"Sec-WebSocket-Protocol": "parley.v1, guest.Ana"})
    answer = connect.handler(event, CONTEXT)
    assert answer == {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "parley.v1"}}


def test_a_table_that_does_not_answer_refuses_the_handshake(connected: Table) -> None:
    connected.client.delete_table(TableName=connected.name)
    try:
        assert connect.handler(handshake(), CONTEXT) == {"statusCode": 503}
    finally:
        key: Any = {"AttributeName": "pk", "KeyType": "HASH"}
        attribute: Any = {"AttributeName": "pk", "AttributeType": "S"}
        connected.client.create_table(
            TableName=connected.name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[key],
            AttributeDefinitions=[attribute],
        )
