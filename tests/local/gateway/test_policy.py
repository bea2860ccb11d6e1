"""What an authorizer's policy allows."""

from typing import Any

import pytest

from local.gateway.errors import Refused
from local.gateway.policy import granted

ARN = "arn:aws:execute-api:us-east-1:000000000000:abc123/dev/$connect"


def answer(*statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    return {"principalId": "ana", "policyDocument": document, **more}


def statement(effect: str = "Allow", resource: Any = ARN, action: Any = "execute-api:Invoke") -> dict[str, Any]:
    return {"Effect": effect, "Action": action, "Resource": resource}


@pytest.mark.parametrize(
    "allowing",
    [
        statement(),
        statement(resource="*"),
        statement(resource="arn:aws:execute-api:*:*:abc123/*"),
        statement(resource="arn:aws:execute-api:us-east-?:000000000000:abc123/dev/$connect"),
        statement(resource=["arn:other", ARN]),
        statement(action="execute-api:*"),
        statement(action=["s3:GetObject", "execute-api:invoke"]),
        statement(action="*"),
    ],
)
def test_an_allow_that_covers_the_method_lets_in(allowing: dict[str, Any]) -> None:
    """api-gateway-lambda-authorizer-output.html: the policy must allow execute-api:Invoke on the method's ARN."""
    assert granted(answer(allowing), ARN).principal == "ana"


@pytest.mark.parametrize(
    "statements",
    [
        [],
        [statement("Deny")],
        [statement(), statement("Deny", "*")],
        [statement(resource="arn:aws:execute-api:us-east-1:000000000000:abc123/prod/$connect")],
        [statement(resource=ARN + "x")],
        [statement(action="execute-api:ManageConnections")],
    ],
)
def test_everything_else_is_denied_with_403(statements: list[dict[str, Any]]) -> None:
    """reference_policies_evaluation-logic (IAM): denied by default, and an explicit Deny wins."""
    with pytest.raises(Refused) as refused:
        granted(answer(*statements), ARN)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        "Allow",
        {},
        {"principalId": "ana"},
        {"principalId": "ana", "policyDocument": {}},
        {"policyDocument": answer(statement())["policyDocument"]},
        answer(statement(), context="text"),
        answer(statement(), context={"list": [1]}),
        answer(statement() | {"Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.1"}}}),
    ],
)
def test_an_answer_that_is_none_is_a_500(nonsense: object) -> None:
    """api-gateway-lambda-authorizer-output.html: principalId and policyDocument are required, context is flat."""
    with pytest.raises(Refused) as refused:
        granted(nonsense, ARN)
    assert refused.value.status == 500
    assert refused.value.message == "Internal server error"


def test_context_values_become_strings() -> None:
    """api-gateway-lambda-authorizer-output.html: "returned values are all stringified"."""
    context = {"text": "a", "number": 3, "share": 0.5, "yes": True, "no": False, "none": None}
    grant = granted(answer(statement(), context=context), ARN)
    assert grant.context == {"text": "a", "number": "3", "share": "0.5", "yes": "true", "no": "false"}
