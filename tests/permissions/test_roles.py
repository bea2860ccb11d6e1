"""What a policy is without one of its actions, and what IAM has while it is so."""

import json
from typing import Any

import pytest

from local.aws import client
from tests.permissions.roles import Function, Grant, Policy, Roles

TABLE, QUEUE = "arn:aws:dynamodb:::table/t", "arn:aws:sqs:::q"


def document() -> dict[str, Any]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": TABLE},
            {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": QUEUE},
        ],
    }


@pytest.fixture(scope="module")
def aws(emulator: str) -> str:
    """An emulator with a policy that roles share."""
    client("iam", emulator).create_policy(PolicyName="Speaking", PolicyDocument=json.dumps(document()))
    return emulator


def made(aws: str, role: str, own: dict[str, Any], *, shared: bool) -> Function:
    """A function with a role that has one policy of its own, and perhaps the one that is shared."""
    iam = client("iam", aws)
    iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []}))
    iam.put_role_policy(RoleName=role, PolicyName="Permissions", PolicyDocument=json.dumps(own))
    if shared:
        (arn,) = (one["Arn"] for one in iam.list_policies(Scope="Local")["Policies"])
        iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    return Function(role, role, role)


def test_an_action_goes_and_with_the_last_its_statement() -> None:
    policy = Policy("ping", "Permissions", "", document())
    first, second = document()["Statement"]
    assert Grant(policy, 0, "dynamodb:Query").taken_out()["Statement"] == [
        first | {"Action": ["dynamodb:GetItem"]},
        second,
    ]
    assert Grant(policy, 1, "sqs:SendMessage").taken_out()["Statement"] == [first]
    assert policy.document == document()


def test_every_action_of_every_policy_is_taken_out_and_put_back(aws: str) -> None:
    ping, known = made(aws, "ping", document(), shared=True), Roles(aws)
    grants = list(known.grants(ping))
    actions = ["dynamodb:GetItem", "dynamodb:Query", "sqs:SendMessage"] * 2
    assert [grant.action for grant in grants] == actions
    for grant in grants:
        with known.without(grant):
            left = [one.action for one in known.grants(ping)]
            assert (len(left), left.count(grant.action)) == (5, 1)
        assert [one.action for one in known.grants(ping)] == actions


def test_a_policy_whose_only_action_is_taken_out_is_gone_meanwhile(aws: str) -> None:
    only = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": TABLE}],
    }
    pong, known = made(aws, "pong", only, shared=False), Roles(aws)
    (grant,) = known.grants(pong)
    with known.without(grant):
        assert not list(known.policies(pong))
    assert [policy.document for policy in known.policies(pong)] == [only]
