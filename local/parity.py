"""What the emulator's CloudFormation ignores in a template, or makes up, put right after each deploy."""

from typing import Any

from local.aws import client
from local.deployment import Deployment


def settle(deployment: Deployment, aws: str) -> list[str]:
    """Makes the deployed stack what its template says; says what had to be done."""
    return [*_tables(deployment, aws), *_authorizers(deployment, aws), *_targets(deployment, aws)]


def _tables(deployment: Deployment, aws: str) -> list[str]:
    dynamodb, done = client("dynamodb", aws), []
    for logical, table in deployment.tables.items():
        wanted = deployment.properties(logical)
        if _time_to_live(dynamodb, table, wanted.get("TimeToLiveSpecification")):
            done.append(f"{logical}: time to live on")
        if _point_in_time_recovery(dynamodb, table, wanted.get("PointInTimeRecoverySpecification")):
            done.append(f"{logical}: point-in-time recovery on")
    return done


def _time_to_live(dynamodb: Any, table: str, wanted: dict[str, Any] | None) -> bool:
    now = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]["TimeToLiveStatus"]
    if not wanted or now == "ENABLED":
        return False
    specification = {"Enabled": True, "AttributeName": wanted["AttributeName"]}
    dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=specification)
    return True


def _point_in_time_recovery(dynamodb: Any, table: str, wanted: dict[str, Any] | None) -> bool:
    now = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    if not wanted or now["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED":
        return False
    dynamodb.update_continuous_backups(
        TableName=table, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    return True


def _authorizers(deployment: Deployment, aws: str) -> list[str]:
    """An authorizer without an identity source gets one, and so would refuse whoever does not send that header."""
    apis, done = client("apigatewayv2", aws), []
    for logical, authorizer in deployment.authorizers.items():
        where = {"ApiId": deployment.api, "AuthorizerId": authorizer}
        if "IdentitySource" in deployment.properties(logical) or not apis.get_authorizer(**where).get("IdentitySource"):
            continue
        apis.update_authorizer(**where, IdentitySource=[])
        done.append(f"{logical}: no identity source")
    return done


def _targets(deployment: Deployment, aws: str) -> list[str]:
    """A load balancer's target group is made without its targets."""
    groups, functions, done = client("elbv2", aws), client("lambda", aws), []
    for logical, group in deployment.target_groups.items():
        if groups.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]:
            continue
        for target in deployment.properties(logical).get("Targets", []):
            name = deployment.names[target["Id"]["Fn::GetAtt"][0]]
            arn = functions.get_function_configuration(FunctionName=name)["FunctionArn"]
            groups.register_targets(TargetGroupArn=group, Targets=[{"Id": arn}])
            done.append(f"{logical}: {name} registered")
    return done
