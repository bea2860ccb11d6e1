"""The functions of the test app: each tells the test's ear what it received, then does as the client says."""

import json
import os
import time
import urllib.request
from typing import Any

Event = dict[str, Any]


def connect(event: Event, context: object) -> object:
    return answer(event, event.get("queryStringParameters") or {})


def message(event: Event, context: object) -> object:
    try:
        wish = json.loads(event["body"])
    except ValueError:
        wish = None
    return answer(event, wish if isinstance(wish, dict) else {})


def authorize(event: Event, context: object) -> object:
    allow = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": event["methodArn"]}
    grant = {"principalId": "ana", "policyDocument": {"Version": "2012-10-17", "Statement": [allow]}}
    wish = json.loads(event["queryStringParameters"].get("authorizer", "{}"))
    return answer(event, wish, grant | {"context": {"level": 3, "admin": True}})


def answer(event: Event, wish: Event, otherwise: Event | None = None) -> object:
    urllib.request.urlopen(os.environ["EAR"], json.dumps({"event": event}).encode()).close()
    print("heard")
    time.sleep(float(wish.get("sleep", 0)))
    if "raise" in wish:
        raise RuntimeError(wish["raise"])
    given = wish.get("answer", otherwise or {"statusCode": 200, "body": event.get("body")})
    return json.loads(given) if isinstance(given, str) else given
