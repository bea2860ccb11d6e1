"""What an authorizer's answer allows.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from local.gateway.errors import Refused


@dataclass(frozen=True)
class Grant:
    """Who may connect, and what the functions are told about them with every frame."""

    principal: str
    context: Mapping[str, str]


def granted(answer: object, method_arn: str) -> Grant:
    """The grant in an authorizer's answer; raises Refused, 403 when it does not allow and 500 when it is no answer."""
    if not isinstance(answer, dict) or not isinstance(answer.get("principalId"), str):
        raise Refused(500, "Internal server error", "the authorizer's answer has no principalId")
    document = answer.get("policyDocument")
    statements = document.get("Statement") if isinstance(document, dict) else None
    if isinstance(statements, dict):
        statements = [statements]
    if not isinstance(statements, list):
        raise Refused(500, "Internal server error", "the authorizer's answer has no policyDocument with a Statement")
    effects = {_effect(statement) for statement in statements if _matches(statement, method_arn)}
    if "Deny" in effects:
        raise Refused(403, "User is not authorized to access this resource with an explicit deny")
    if "Allow" not in effects:
        raise Refused(403, "User is not authorized to access this resource")
    return Grant(answer["principalId"], _context(answer.get("context") or {}))


def _effect(statement: Mapping[str, object]) -> str:
    if "Condition" in statement:
        raise Refused(500, "Internal server error", "this gateway does not evaluate a Condition in a policy")
    return str(statement.get("Effect"))


def _matches(statement: object, method_arn: str) -> bool:
    return (
        isinstance(statement, dict)
        and _any(statement.get("Action"), "execute-api:invoke", lower=True)
        and _any(statement.get("Resource"), method_arn)
    )


def _any(patterns: object, value: str, *, lower: bool = False) -> bool:
    listed = patterns if isinstance(patterns, list) else [patterns]
    return any(
        isinstance(pattern, str) and _wildcard(pattern.lower() if lower else pattern).fullmatch(value)
        for pattern in listed
    )


@cache
def _wildcard(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


def _context(context: object) -> dict[str, str]:
    if not isinstance(context, dict):
        raise Refused(500, "Internal server error", "the authorizer's context is not an object")
    return {str(key): _text(value) for key, value in context.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return str(value)
    raise Refused(
        500, "Internal server error", "a value of the authorizer's context is neither text, number nor boolean"
    )
