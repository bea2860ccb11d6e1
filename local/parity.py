"""What the emulator's CloudFormation ignores in a template, done after each deploy."""

from typing import Any

from local.aws import client
from local.deployment import Deployment


def settle(deployment: Deployment, aws: str) -> list[str]:
    """Switches on what the template asks for and the deploy left out; says what that was."""
    dynamodb, done = client("dynamodb", aws), []
    for logical, table in deployment.tables.items():
        wanted = deployment.template["Resources"][logical]["Properties"]
        if _time_to_live(dynamodb, table, wanted.get("TimeToLiveSpecification")):
            done.append(f"{logical}: time to live")
        if _point_in_time_recovery(dynamodb, table, wanted.get("PointInTimeRecoverySpecification")):
            done.append(f"{logical}: point-in-time recovery")
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
