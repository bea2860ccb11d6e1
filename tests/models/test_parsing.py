"""DynamoDB's answers go through as they are, and its errors keep their reasons."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from botocore.parsers import create_parser

from models import crowd, spread, table
from models.parsing import PlainJsonFactory
from tests.parts.dynamodb import Table

ITEM: dict[str, Any] = {
    "pk": {"S": "a"},
    "sk": {"S": "b"},
    "number": {"N": "1.50"},
    "true": {"BOOL": True},
    "nothing": {"NULL": True},
    "list": {"L": [{"S": "é👍"}, {"M": {"deep": {"SS": ["x", "y"]}}}]},
}


@pytest.mark.engines("local", "emulator")
def test_what_is_read_is_what_botocore_reads(dynamodb: Table) -> None:
    dynamodb.client.put_item(TableName=dynamodb.name, Item=ITEM)
    key = {"pk": {"S": "a"}, "sk": {"S": "b"}}
    plain = dynamodb.client.get_item(TableName=dynamodb.name, Key=key)
    through = table.client().get_item(TableName=dynamodb.name, Key=key)
    assert through["Item"] == plain["Item"]
    assert through["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_an_error_keeps_its_code_and_its_reasons(dynamodb: Table) -> None:
    put: Any = {"Put": {"TableName": dynamodb.name, "Item": ITEM, "ConditionExpression": "attribute_exists(pk)"}}
    with pytest.raises(ClientError) as refused:
        table.client().transact_write_items(TransactItems=[put])
    assert refused.value.response["Error"]["Code"] == "TransactionCanceledException"
    assert refused.value.response["CancellationReasons"][0]["Code"] == "ConditionalCheckFailed"


def test_another_protocol_is_botocore_s_own() -> None:
    assert type(PlainJsonFactory().create_parser("rest-xml")) is type(create_parser("rest-xml"))


def test_pages_of_presences_are_read_through_it(dynamodb: Table) -> None:
    item = {
        "pk": {"S": spread.key("general", 0)},
        "sk": {"S": "CONN#c1="},
        "kind": {"S": "presence"},
        "expires_at": {"N": str(2**40)},
    }
    dynamodb.client.put_item(TableName=dynamodb.name, Item=item)
    assert list(crowd.look("general").everyone()) == ["c1="]
