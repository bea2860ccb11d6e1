"""A send-message function on the usual stack, as cold_start.py loads it: boto3 with a client each, Powertools in full.

It does what AWS's own samples do with a message: reads all connections, posts to one after the other.
"""

import json
import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.data_classes.api_gateway_websocket_event import APIGatewayWebSocketEvent
from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger(service="chat")
metrics = Metrics(namespace="chat", service="chat")
tracer = Tracer(service="chat")

table = boto3.client("dynamodb")
management = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["CONNECTIONS_URL"])


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Store the message, then post it to whoever is connected."""
    said = APIGatewayWebSocketEvent(event)
    sender, text = said.request_context.connection_id, json.loads(said.body or "{}")["text"]
    name = os.environ["TABLE_NAME"]
    message = {"pk": {"S": "MESSAGES"}, "sk": {"S": said.request_context.request_id}, "text": {"S": text}}
    table.put_item(TableName=name, Item=message)
    found = table.scan(TableName=name, FilterExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": "HERE"}})
    for connection in [sender, *(item["sk"]["S"] for item in found["Items"])]:
        management.post_to_connection(ConnectionId=connection, Data=text.encode())
    metrics.add_metric(name="messages", unit=MetricUnit.Count, value=1)
    logger.info("said", connection=sender)
    return {"statusCode": 200}
