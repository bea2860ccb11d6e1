import pytest

from local.aws import client
from local.parity import settle
from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")


def test_the_table_forgets_what_the_template_says(laptop: Stack) -> None:
    dynamodb, table = client("dynamodb", laptop.endpoints.aws), laptop.deployment.tables["Table"]
    wanted = {"TimeToLiveStatus": "ENABLED", "AttributeName": "gone_at"}
    assert dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"] == wanted


def test_the_table_can_go_back_in_time(laptop: Stack) -> None:
    dynamodb, table = client("dynamodb", laptop.endpoints.aws), laptop.deployment.tables["Table"]
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"


def test_an_authorizer_without_identity_source_has_none(laptop: Stack) -> None:
    apis = client("apigatewayv2", laptop.endpoints.aws)
    (authorizer,) = apis.get_authorizers(ApiId=laptop.deployment.api)["Items"]
    assert not authorizer.get("IdentitySource")


def test_what_is_settled_is_left_alone(laptop: Stack) -> None:
    assert settle(laptop.deployment, laptop.endpoints.aws) == []
