"""A short rule file of our own over the expanded template: what may stand open, and what must be bounded and kept.

`make audit` has Checkov over the same template, with a reason for each check that does not fit.
"""

import json
from typing import Any

import pytest

from tests.parts.sam import Expanded
from tests.template.test_expanded import listed

pytestmark = pytest.mark.xdist_group("template")

# Who may call without having proved who they are, and why that is right.
OPEN_ROUTES = {"POST /guests": "a guest has nothing to show yet; GuestTokens asks for it, the stage throttles it"}


def documents(expanded: Expanded) -> list[tuple[str, dict[str, Any]]]:
    """Every policy document in the template with where it stands: of roles, queues, buckets, topics and the rest."""
    found: list[tuple[str, dict[str, Any]]] = []

    def walk(where: str, value: Any) -> None:
        if isinstance(value, dict):
            if "Statement" in value:
                found.append((where, value))
            for name, inner in value.items():
                walk(f"{where}.{name}", inner)
        elif isinstance(value, list):
            for inner in value:
                walk(where, inner)

    for name, resource in expanded.template["Resources"].items():
        walk(name, resource.get("Properties", {}))
    return found


def test_no_route_but_those_named_is_open(expanded: Expanded) -> None:
    for name, route in expanded.properties("AWS::ApiGatewayV2::Route").items():
        key = route["RouteKey"]
        if key == "$connect" or not isinstance(route["Target"], dict) or "Fn::Join" not in route["Target"]:
            assert route.get("AuthorizationType", "NONE") in ("CUSTOM", "JWT") or key in OPEN_ROUTES, name


def test_every_stage_that_the_world_can_reach_is_throttled(expanded: Expanded) -> None:
    for name, stage in expanded.properties("AWS::ApiGatewayV2::Stage").items():
        assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"], name
    for name, plan in expanded.properties("AWS::ApiGateway::UsagePlan").items():
        assert plan["Throttle"]["RateLimit"] and plan["Quota"]["Limit"], name


def test_no_policy_allows_an_action_by_a_star(expanded: Expanded) -> None:
    assert documents(expanded)
    for where, document in documents(expanded):
        for statement in listed(document["Statement"]):
            if statement.get("Effect") == "Allow":
                stars = [action for action in listed(statement.get("Action", [])) if "*" in action]
                assert not stars, f"{where}: {stars}"


def test_no_policy_lets_everybody_in_without_a_condition(expanded: Expanded) -> None:
    for where, document in documents(expanded):
        for statement in listed(document["Statement"]):
            everybody = statement.get("Principal") in ("*", {"AWS": "*"})
            assert not (everybody and statement["Effect"] == "Allow" and not statement.get("Condition")), where


def test_every_queue_and_bucket_and_stream_is_encrypted(expanded: Expanded) -> None:
    """SQS and S3 encrypt by themselves unless they are told not to, DynamoDB always does, Kinesis only when asked.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
    """
    for name, queue in expanded.properties("AWS::SQS::Queue").items():
        assert queue.get("SqsManagedSseEnabled", True) is not False, name
    for name, stream in expanded.properties("AWS::Kinesis::Stream").items():
        assert stream["StreamEncryption"]["EncryptionType"] == "KMS", name


def test_no_bucket_can_be_made_public(expanded: Expanded) -> None:
    for name, bucket in expanded.properties("AWS::S3::Bucket").items():
        assert all(bucket["PublicAccessBlockConfiguration"].values()), name
        assert len(bucket["PublicAccessBlockConfiguration"]) == 4, name


def test_no_secret_is_written_into_the_template(expanded: Expanded) -> None:
    written = json.dumps(expanded.template)
    for word in ("AKIA", "BEGIN PRIVATE KEY", "BEGIN RSA", "aws_secret_access_key"):
        assert word not in written
    for name, function in expanded.properties("AWS::Lambda::Function").items():
        for variable, value in function.get("Environment", {}).get("Variables", {}).items():
            secret = any(word in variable for word in ("SECRET", "PASSWORD", "TOKEN"))
            assert not (secret and isinstance(value, str)), f"{name}: {variable}"
