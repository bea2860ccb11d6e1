"""What the template allows each function, held against what it was seen to ask for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Template = Mapping[str, Any]
SOURCES = "sources"

# What tests in a process ask for; the rest is Lambda's own, or of the gateway: tests/stack/test_permissions.py has it.
ASKED = ("dynamodb:", "sqs:SendMessage", "events:", "s3:DeleteObject")
# What Lambda asks for itself, on behalf of the mapping of a stream.
LAMBDA_S = {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"}


def granted(template: Template) -> dict[str, set[str]]:
    """By door, what its role allows of what can be seen here. Doors of sources stand together, as `sources`."""
    found: dict[str, set[str]] = {}
    for name, one in template["Resources"].items():
        if one["Type"] in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy"):
            door = _door(name, one, template)
            if door:
                found.setdefault(door, set()).update(action for action in _seen_here(one))
    return found


def unneeded(template: Template, seen: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """By door, what it is allowed and was never seen to ask for."""
    doors = _doors_of_routes(template)
    asked: dict[str, set[str]] = {}
    for name, actions in seen.items():
        asked.setdefault(doors.get(name, name), set()).update(actions)
    return {door: left for door, given in granted(template).items() if (left := sorted(given - asked.get(door, set())))}


def _door(name: str, one: Mapping[str, Any], template: Template) -> str:
    if one["Type"] == "AWS::IAM::ManagedPolicy":
        return SOURCES
    for function in _of(template, "AWS::Lambda::Function"):
        if function["Role"] == {"Fn::GetAtt": [name, "Arn"]}:
            # What a source has besides is for what failed, and Lambda puts that away.
            return "" if "sources." in function["Handler"] else _module(function)
    return ""


def _doors_of_routes(template: Template) -> dict[str, str]:
    """`joinRoom` is of `join_room`: by route, the module of its function."""
    resources, found = template["Resources"], {}
    for route in _of(template, "AWS::ApiGatewayV2::Route"):
        target = route["Target"]
        if "Fn::Join" not in target:
            continue
        integration = resources[target["Fn::Join"][1][1]["Ref"]]["Properties"]["IntegrationUri"]
        if isinstance(integration.get("Fn::Sub"), list):
            function = _behind_alias(integration["Fn::Sub"][1]["FunctionArn"])["Fn::GetAtt"][0]
            found[route["RouteKey"]] = _module(resources[function]["Properties"])
    return found


def _behind_alias(arn: Mapping[str, Any]) -> Mapping[str, Any]:
    """A release that comes bit by bit has an alias first; what is behind it is the same function."""
    return arn["Fn::If"][2] if "Fn::If" in arn else arn


def _seen_here(one: Mapping[str, Any]) -> Iterator[str]:
    return (action for action in _actions(one) if action.startswith(ASKED) and action not in LAMBDA_S)


def _of(template: Template, kind: str) -> Iterator[Mapping[str, Any]]:
    return (one["Properties"] for one in template["Resources"].values() if one["Type"] == kind)


def _module(function: Mapping[str, Any]) -> str:
    return str(function["Handler"]).removesuffix(".handler").removeprefix("handlers.")


def _actions(one: Mapping[str, Any]) -> Iterator[str]:
    properties = one["Properties"]
    documents = [properties["PolicyDocument"]] if "PolicyDocument" in properties else []
    documents += [policy["PolicyDocument"] for policy in properties.get("Policies", [])]
    for document in documents:
        for statement in document["Statement"]:
            action = statement["Action"]
            yield from [action] if isinstance(action, str) else action
