"""A function of the deployment's own that says what may be said. docs/moderation.md has its events and its answers.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from config import settings, trusted_roots

REASON_CHARACTERS = 200


class Unclear(Exception):
    """The function did not answer in time, or not what an answer is; its argument says which, and nothing more."""


def reason(event: Mapping[str, Any]) -> str:
    """Why this may not be said; empty where it may. Unclear where the function does not say."""
    try:
        answer = _client().invoke(
            FunctionName=settings().moderation_function, Payload=json.dumps(event, ensure_ascii=False).encode()
        )
        payload = answer["Payload"].read()
    except ClientError as error:
        raise Unclear(str(error.response.get("Error", {}).get("Code"))) from error
    except BotoCoreError as error:
        raise Unclear(type(error).__name__) from error
    if "FunctionError" in answer:
        raise Unclear("it failed")
    return _reason(payload)


def _reason(payload: bytes) -> str:
    try:
        said = json.loads(payload)
    except ValueError:
        raise Unclear("it answered no JSON") from None
    if not isinstance(said, dict) or not isinstance(said.get("allow"), bool):
        raise Unclear("it answered neither allow true nor false")
    if said["allow"]:
        return ""
    given = said.get("reason")
    return " ".join(given.split())[:REASON_CHARACTERS] if isinstance(given, str) and given.strip() else "not here"


@cache
def _client() -> Any:
    """One attempt: what is slow is not asked twice while somebody waits."""
    seconds = settings().moderation_seconds
    patience = Config(connect_timeout=seconds, read_timeout=seconds, retries={"total_max_attempts": 1})
    return Session().create_client("lambda", region_name=settings().region, config=patience, verify=trusted_roots())
