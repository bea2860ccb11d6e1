"""What no tool checks: our own rules for what template.yaml expands to."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.parts.sam import Expanded
from tests.parts.template import with_defaults

pytestmark = pytest.mark.xdist_group("template")

LONGEST_INTEGRATION_MS = 29_000


def statements(expanded: Expanded) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, role in expanded.properties("AWS::IAM::Role").items():
        for policy in role.get("Policies", []):
            yield from ((name, statement) for statement in policy["PolicyDocument"]["Statement"])


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_no_integration_may_take_longer_than_api_gateway_waits(expanded: Expanded) -> None:
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    integrations = expanded.properties("AWS::ApiGatewayV2::Integration")
    assert integrations
    for integration in integrations.values():
        assert integration.get("TimeoutInMillis", LONGEST_INTEGRATION_MS) <= LONGEST_INTEGRATION_MS


def test_no_function_outlives_its_integration(expanded: Expanded) -> None:
    for function in expanded.properties("AWS::Lambda::Function").values():
        assert function["Timeout"] * 1000 <= LONGEST_INTEGRATION_MS


def test_route_settings_are_of_routes_that_exist(expanded: Expanded) -> None:
    routes = {route["RouteKey"] for route in expanded.properties("AWS::ApiGatewayV2::Route").values()}
    assert {"$connect", "$disconnect", "$default", "sendMessage"} <= routes
    for stage in expanded.properties("AWS::ApiGatewayV2::Stage").values():
        assert set(stage.get("RouteSettings", {})) <= routes


def test_connecting_is_authorized(expanded: Expanded) -> None:
    routes = expanded.properties("AWS::ApiGatewayV2::Route").values()
    (connect,) = (route for route in routes if route["RouteKey"] == "$connect")
    assert connect["AuthorizationType"] == "CUSTOM"
    authorizer = expanded.properties("AWS::ApiGatewayV2::Authorizer")[connect["AuthorizerId"]["Ref"]]
    assert authorizer["AuthorizerType"] == "REQUEST"


def test_stages_throttle_and_log(expanded: Expanded) -> None:
    stages = expanded.properties("AWS::ApiGatewayV2::Stage")
    assert stages
    for stage in stages.values():
        settings = stage["DefaultRouteSettings"]
        assert settings["ThrottlingRateLimit"] and settings["ThrottlingBurstLimit"]
        assert stage["AccessLogSettings"]["DestinationArn"]


def test_the_access_log_repeats_no_name_and_no_token(expanded: Expanded) -> None:
    for stage in expanded.properties("AWS::ApiGatewayV2::Stage").values():
        written = stage["AccessLogSettings"]["Format"]
        assert json.loads(written)
        assert not re.search(r"querystring|header|authorizer|identity", written, re.IGNORECASE)


def test_no_role_has_a_wildcard(expanded: Expanded) -> None:
    found = list(statements(expanded))
    assert found
    for role, statement in found:
        assert not [action for action in listed(statement["Action"]) if "*" in action], f"{role}: {statement}"
        assert "*" not in listed(statement["Resource"]), f"{role}: {statement}"


def test_every_function_has_a_role_of_its_own(expanded: Expanded) -> None:
    functions = expanded.properties("AWS::Lambda::Function")
    roles = [function["Role"]["Fn::GetAtt"][0] for function in functions.values()]
    assert len(set(roles)) == len(functions) > 0


def test_every_function_logs_into_a_group_that_forgets(expanded: Expanded) -> None:
    groups = {json.dumps(group["LogGroupName"]): group for group in expanded.properties("AWS::Logs::LogGroup").values()}
    for name, function in expanded.resources("AWS::Lambda::Function").items():
        called = function["Properties"]["FunctionName"]["Fn::Sub"]
        group = groups[json.dumps({"Fn::Sub": f"/aws/lambda/{called}"})]
        assert group["RetentionInDays"]
        # A group that Lambda makes before CloudFormation does would keep everything for ever.
        assert f"{name}Log" in listed(function.get("DependsOn", []))


def test_every_log_group_forgets(expanded: Expanded) -> None:
    for group in expanded.properties("AWS::Logs::LogGroup").values():
        assert group["RetentionInDays"]


def test_the_table_is_on_demand_and_can_be_restored(expanded: Expanded) -> None:
    (table,) = expanded.properties("AWS::DynamoDB::Table").values()
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] == {"Ref": "DeletionProtection"}


def test_every_parameter_has_a_default_and_a_meaning(expanded: Expanded) -> None:
    for name, parameter in expanded.template["Parameters"].items():
        assert "Default" in parameter, name


def test_nothing_of_the_laptop_is_left_in_the_defaults(expanded: Expanded) -> None:
    written = json.dumps(with_defaults(expanded.template))
    assert not re.search(r"127\.0\.0\.1|localhost|0\.0\.0\.0|http://|ministack", written)


def test_a_stranger_is_refused_by_default(expanded: Expanded) -> None:
    defaults = {name: parameter["Default"] for name, parameter in expanded.template["Parameters"].items()}
    assert defaults["GuestNames"] == "false"
    assert defaults["AllowedOrigins"] == ""


def mapped(expanded: Expanded) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every event source mapping, with the logical id of what it takes from."""
    for mapping in expanded.properties("AWS::Lambda::EventSourceMapping").values():
        yield mapping["EventSourceArn"]["Fn::GetAtt"][0], mapping


def test_what_fails_ends_in_a_dead_letter_queue(expanded: Expanded) -> None:
    queues = expanded.properties("AWS::SQS::Queue")
    for source, mapping in mapped(expanded):
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        if source in queues:
            end = queues[source]["RedrivePolicy"]["deadLetterTargetArn"]
        else:
            assert mapping["MaximumRetryAttempts"] >= 1 and mapping["BisectBatchOnFunctionError"]
            end = mapping["DestinationConfig"]["OnFailure"]["Destination"]
        assert queues[end["Fn::GetAtt"][0]]


def test_a_queue_waits_six_times_as_long_as_its_function(expanded: Expanded) -> None:
    # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    queues = expanded.properties("AWS::SQS::Queue")
    functions = expanded.properties("AWS::Lambda::Function")
    for source, mapping in mapped(expanded):
        if source in queues:
            assert queues[source]["VisibilityTimeout"] >= 6 * functions[mapping["FunctionName"]["Ref"]]["Timeout"]


def test_alexa_calls_for_one_skill_only(expanded: Expanded) -> None:
    # https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html: without a token, any skill could call.
    permissions = expanded.properties("AWS::Lambda::Permission").values()
    tokens = {
        (permission["Principal"], permission["FunctionName"]["Ref"]): permission.get("EventSourceToken")
        for permission in permissions
        if str(permission["Principal"]).startswith("alexa-")
    }
    assert tokens == {
        ("alexa-appkit.amazon.com", "AlexaSkill"): {"Ref": "AlexaSkillId"},
        ("alexa-connectedhome.amazon.com", "SmartHome"): {"Ref": "SmartHomeSkillId"},
    }
