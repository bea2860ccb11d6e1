"""REST API: posts to the stack's webhook, with its API key."""

import json
from urllib.request import Request, urlopen

from local.sam import STAGE
from local.sources import Stack


def fire(stack: Stack) -> str:
    """One POST."""
    key = stack.client("apigateway").get_api_key(apiKey=stack.part("WebhooksApiKey"), includeValue=True)["value"]
    url = f"{stack.aws}/_aws/execute-api/{stack.part('Webhooks')}/{STAGE}/rooms/operations"
    headers = {"Content-Type": "application/json", "x-api-key": key}
    with urlopen(Request(url, json.dumps({"text": "Deployed 4711."}).encode(), headers), timeout=60) as answer:
        return f"POST /rooms/operations, answered {answer.status}"
