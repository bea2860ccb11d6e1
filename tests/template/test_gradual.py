"""Gradual deployment: clients call aliases that CodeDeploy shifts, and by default none of it is there."""

import json
import re

import pytest

from tests.parts.sam import REGION, Expanded, Sam
from tests.parts.template import load
from tests.parts.told import told
from tests.template.test_validation import IGNORED

pytestmark = pytest.mark.xdist_group("template")


@pytest.fixture(scope="module")
def gradual(sam: Sam, tmp_path_factory: pytest.TempPathFactory) -> Expanded:
    """The template with Gradual, as it is deployed the second time."""
    return told(sam, tmp_path_factory.mktemp("gradual"), Gradual="true", Release="a1b2c3d4e5")


def doors() -> set[str]:
    """The functions that clients reach by API Gateway's WebSocket API."""
    found = set[str]()
    for key, route in load()["Resources"]["WebSocketApi"]["Properties"]["Routes"].items():
        (function,) = re.findall(r"'Fn::GetAtt': '(\w+)\.Arn'", str(route))
        either = {"Fn::If": ["Gradually", {"Ref": f"{function}.Alias"}, {"Fn::GetAtt": f"{function}.Arn"}]}
        assert route["FunctionArn"] == either, f"{key} must be led by the alias too, as the routes beside it"
        found.add(function)
    return found


def test_by_default_nothing_is_shifted(expanded: Expanded) -> None:
    kinds = {resource["Type"] for resource in expanded.template["Resources"].values()}
    assert not [kind for kind in kinds if kind.startswith("AWS::CodeDeploy")]
    assert not [one for one in expanded.resources("AWS::Lambda::Alias").values() if "UpdatePolicy" in one]


def test_every_door_is_called_by_its_alias(gradual: Expanded) -> None:
    aliases = set(gradual.resources("AWS::Lambda::Alias"))
    assert aliases == {f"{door}Aliaslive" for door in doors() | {"Authorize", "HttpApi"}}
    written = json.dumps([*gradual.properties("AWS::ApiGatewayV2::Integration").values()])
    written += json.dumps([*gradual.properties("AWS::ApiGatewayV2::Authorizer").values()])
    for alias in aliases:
        assert json.dumps({"Fn::If": ["Gradually", {"Ref": alias}]})[:-2] in written, alias


def test_api_gateway_may_call_every_alias_that_it_calls(gradual: Expanded) -> None:
    named = json.dumps([one["FunctionName"] for one in gradual.properties("AWS::Lambda::Permission").values()])
    for alias in gradual.resources("AWS::Lambda::Alias"):
        assert json.dumps({"Ref": alias}) in named, alias


def test_codedeploy_shifts_every_alias_and_takes_back_what_fails(gradual: Expanded) -> None:
    groups = gradual.properties("AWS::CodeDeploy::DeploymentGroup")
    for name, alias in gradual.resources("AWS::Lambda::Alias").items():
        shifted = alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]["DeploymentGroupName"]["Ref"]
        group = groups[shifted]
        alarms = {"Enabled": True, "Alarms": [{"Name": {"Ref": "DeploymentFails"}}]}
        assert group["AlarmConfiguration"]["Fn::If"][:2] == ["Gradually", alarms], name
        assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
        assert "Linear10PercentEvery1Minute" in json.dumps(group["DeploymentConfigName"])


def test_a_release_is_a_version_of_every_door(gradual: Expanded) -> None:
    versions = gradual.resources("AWS::Lambda::Version")
    assert set(versions) == {f"{door}Versiona1b2c3d4e5" for door in doors() | {"Authorize", "HttpApi"}}
    # Else CloudFormation refuses a version of a function in which nothing is new.
    for version in versions.values():
        function = gradual.template["Resources"][version["Properties"]["FunctionName"]["Ref"]]["Properties"]
        assert function["Description"] == "a1b2c3d4e5"


def test_the_linter_accepts_what_it_expands_to(sam: Sam, gradual: Expanded) -> None:
    ignored = [argument for rule in IGNORED for argument in ("--ignore-checks", rule)]
    done = sam.run("cfn-lint", "--regions", REGION, *ignored, "--template", gradual.path)
    assert done.returncode == 0, done.stdout + done.stderr
