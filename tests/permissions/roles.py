"""What the roles of a deployed stack allow, asked from IAM; and one action taken out of one of them for a while."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from local.aws import client

Document = dict[str, Any]


@dataclass(frozen=True)
class Function:
    """A deployed function with its role."""

    name: str
    module: str
    role: str


@dataclass(frozen=True)
class Policy:
    """A policy of a role; of its own, or one that it shares where there is an ARN."""

    role: str
    name: str
    arn: str
    document: Document


@dataclass(frozen=True)
class Grant:
    """One action that one statement of a policy allows."""

    policy: Policy
    statement: int
    action: str

    @property
    def resources(self) -> list[str]:
        return _listed(self.policy.document["Statement"][self.statement]["Resource"])

    def taken_out(self) -> Document:
        """The policy without the action; a statement that has no other goes too."""
        document = deepcopy(self.policy.document)
        statements: list[Document] = document["Statement"]
        left = [action for action in _listed(statements[self.statement]["Action"]) if action != self.action]
        if left:
            statements[self.statement]["Action"] = left
        else:
            del statements[self.statement]
        return document


def functions_of(aws: str, names: Iterable[str]) -> tuple[Function, ...]:
    """The functions of these names."""
    there = client("lambda", aws)
    return tuple(_function(there.get_function_configuration(FunctionName=name)) for name in sorted(names))


class Roles:
    """The roles that IAM knows."""

    def __init__(self, aws: str) -> None:
        self._iam = client("iam", aws)

    def policies(self, function: Function) -> Iterator[Policy]:
        """The policies of a function's role."""
        role = function.role
        for name in self._iam.list_role_policies(RoleName=role)["PolicyNames"]:
            own = self._iam.get_role_policy(RoleName=role, PolicyName=name)
            yield Policy(role, name, "", _parsed(own["PolicyDocument"]))
        for one in self._iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
            arn = one["PolicyArn"]
            version = self._iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
            shared = self._iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]
            yield Policy(role, one["PolicyName"], arn, _parsed(shared["Document"]))

    def grants(self, function: Function) -> Iterator[Grant]:
        """Each action that the function is allowed."""
        for policy in self.policies(function):
            for number, statement in enumerate(policy.document["Statement"]):
                for action in _listed(statement["Action"]):
                    yield Grant(policy, number, action)

    @contextmanager
    def without(self, grant: Grant) -> Iterator[None]:
        """The role lacks the action while the context lasts; a policy that it shares is, for it alone, its own."""
        policy, narrowed = grant.policy, f"{grant.policy.name}-narrowed"
        try:
            if policy.arn:
                self._iam.put_role_policy(
                    RoleName=policy.role, PolicyName=narrowed, PolicyDocument=json.dumps(grant.taken_out())
                )
                self._iam.detach_role_policy(RoleName=policy.role, PolicyArn=policy.arn)
            else:
                self._put(policy, grant.taken_out())
            yield
        finally:
            if policy.arn:
                self._iam.attach_role_policy(RoleName=policy.role, PolicyArn=policy.arn)
                self._iam.delete_role_policy(RoleName=policy.role, PolicyName=narrowed)
            else:
                self._put(policy, policy.document)

    def _put(self, policy: Policy, document: Document) -> None:
        if document["Statement"]:
            text = json.dumps(document)
            self._iam.put_role_policy(RoleName=policy.role, PolicyName=policy.name, PolicyDocument=text)
        else:
            self._iam.delete_role_policy(RoleName=policy.role, PolicyName=policy.name)


def _function(known: Mapping[str, str]) -> Function:
    module = known["Handler"].removesuffix(".handler").removeprefix("handlers.")
    return Function(known["FunctionName"], module, known["Role"].rpartition("/")[2])


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _parsed(document: str | Document) -> Document:
    parsed: Document = json.loads(document) if isinstance(document, str) else document
    return parsed | {"Statement": [dict(one) for one in parsed["Statement"]]}
