"""What the functions of the small app do: as they are told."""

import json
import os
import time
from typing import Any

import boto3
import words  # type: ignore[import-not-found]

VERSION = "one"


def door(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Logs, waits or fails when told to, then says which code answered."""
    print(json.dumps({"level": "INFO", "message": "called", "version": VERSION}))
    time.sleep(event.get("wait", 0))
    if event.get("fail"):
        raise RuntimeError("told to fail")
    said = {"version": VERSION, "words": words.WORDS, "layer": words.__file__, "environment": dict(os.environ)}
    if event.get("requestContext", {}).get("routeKey") == "$default":
        _post(event["requestContext"]["connectionId"], said)
    return {"statusCode": 200, "body": json.dumps(said)}


def _post(connection: str, said: dict[str, Any]) -> None:
    gateway = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["CONNECTIONS_URL"])
    gateway.post_to_connection(ConnectionId=connection, Data=json.dumps({"version": said["version"]}).encode())


def authorize(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lets everybody in."""
    statement = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": event["methodArn"]}
    return {"principalId": "anyone", "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
