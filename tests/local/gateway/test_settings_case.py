"""A stage's settings as the emulator tells them."""

from local.gateway.settings_case import understand_settings
from tests.local.gateway.conftest import Deployed


def test_boto3_sees_the_throttling_of_a_template(deployed: Deployed) -> None:
    client = deployed.client("apigatewayv2")
    understand_settings(client)
    understand_settings(client)
    (stage,) = client.get_stages(ApiId=deployed.plain)["Items"]
    assert stage["RouteSettings"] == {"limited": {"ThrottlingRateLimit": 1.0, "ThrottlingBurstLimit": 2}}
