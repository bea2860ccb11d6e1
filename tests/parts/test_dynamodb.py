"""The parts that tests stand on are what they say they are."""

import os
import urllib.request

import pytest

from tests.parts.connections import Connections
from tests.parts.dynamodb import Table


@pytest.mark.engines("local", "emulator")
def test_the_table_is_the_template_s(dynamodb: Table) -> None:
    table = dynamodb.client.describe_table(TableName=dynamodb.name)["Table"]
    assert table["KeySchema"] == [
        {"AttributeName": "pk", "KeyType": "HASH"},
        {"AttributeName": "sk", "KeyType": "RANGE"},
    ]
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"


@pytest.mark.engines("local", "emulator")
def test_a_condition_is_kept(dynamodb: Table) -> None:
    item = {"pk": {"S": "ROOM#r"}, "sk": {"S": "ROOM"}}
    put = {"TableName": dynamodb.name, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}
    dynamodb.client.put_item(**put)  # type: ignore[arg-type]
    with pytest.raises(dynamodb.client.exceptions.ConditionalCheckFailedException):
        dynamodb.client.put_item(**put)  # type: ignore[arg-type]


def test_settings_lead_to_the_table_and_to_the_connections(dynamodb: Table, connections: Connections) -> None:
    from config import settings

    assert (settings().table, settings().connections_url) == (dynamodb.name, connections.url)
    assert os.environ["AWS_ENDPOINT_URL_DYNAMODB"] == dynamodb.endpoint


def test_posts_are_recorded(connections: Connections) -> None:
    connections.answers["gone="] = 410
    for connection in ("here%3D", "gone%3D"):
        post = urllib.request.Request(f"{connections.url}/@connections/{connection}", b'{"type":"pong"}')
        try:
            urllib.request.urlopen(post).close()
        except urllib.error.HTTPError as error:
            error.close()
    assert connections.frames("here=") == [{"type": "pong"}]
    assert [post.connection for post in connections.posts] == ["here="]
