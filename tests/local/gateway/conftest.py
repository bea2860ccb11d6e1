"""The test app, deployed on a real emulator once a session, and gateways in front of it."""

import io
import zipfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

from local.gateway.server import Gateway, Settings
from tests.emulator import emulator
from tests.local.gateway.ear import Ear

APP = Path(__file__).parent / "app"
REGION = "us-east-1"
SESSION = boto3.Session("test", "test", region_name=REGION)


@dataclass(frozen=True)
class Deployed:
    """Where the test app is."""

    aws: str
    plain: str
    guarded: str
    ear: Ear

    def client(self, service: str) -> Any:
        """A boto3 client of the emulator."""
        return client(service, self.aws)

    def gateway(self, **changed: Any) -> Gateway:
        """A gateway in front of the plain API, unless told otherwise."""
        return Gateway(Settings(**{"aws": self.aws, "region": REGION, "stage": "dev", "api": self.plain} | changed))


def client(service: str, url: str) -> Any:
    """A boto3 client of whatever listens there."""
    return SESSION.client(service, endpoint_url=url)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """The test app, deployed."""
    with Ear() as ear, emulator(tmp_path_factory.mktemp("emulator")) as url:
        outputs = _deploy(url, ear.url)
        _respond(client("apigatewayv2", url), outputs["Plain"])
        yield Deployed(url, outputs["Plain"], outputs["Guarded"], ear)


@pytest.fixture
def ear(deployed: Deployed) -> Ear:
    """What the functions were told."""
    return deployed.ear


@pytest.fixture
async def gateway(deployed: Deployed) -> AsyncIterator[Gateway]:
    """A gateway in front of the plain API."""
    async with deployed.gateway() as running:
        yield running


@pytest.fixture
async def guarded(deployed: Deployed) -> AsyncIterator[Gateway]:
    """A gateway in front of the API with an authorizer and a `$default` route."""
    async with deployed.gateway(api=deployed.guarded) as running:
        yield running


def _deploy(url: str, ear: str) -> dict[str, str]:
    s3, formation = client("s3", url), client("cloudformation", url)
    s3.create_bucket(Bucket="app")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(APP / "app.py", "app.py")
    s3.put_object(Bucket="app", Key="app.zip", Body=packed.getvalue())
    template = (APP / "template.yaml").read_text().replace("CodeUri: .", "CodeUri: s3://app/app.zip")
    formation.create_stack(
        StackName="app",
        TemplateBody=template,
        Parameters=[{"ParameterKey": "Ear", "ParameterValue": ear}],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    formation.get_waiter("stack_create_complete").wait(StackName="app", WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    outputs = formation.describe_stacks(StackName="app")["Stacks"][0]["Outputs"]
    return {one["OutputKey"]: one["OutputValue"] for one in outputs}


def _respond(apis: Any, api_id: str) -> None:
    # The emulator's CloudFormation refuses AWS::ApiGatewayV2::RouteResponse.
    for route in apis.get_routes(ApiId=api_id)["Items"]:
        if route.get("RouteResponseSelectionExpression"):
            apis.create_route_response(ApiId=api_id, RouteId=route["RouteId"], RouteResponseKey="$default")
