"""Reading the deployed API."""

from dataclasses import replace

import pytest

from local.gateway.api import Api, Authorizer, Route, read
from local.gateway.errors import NotDeployed
from local.gateway.throttle import Rate
from tests.local.gateway.conftest import SESSION, Deployed


def test_a_sam_api_is_read_whole(deployed: Deployed) -> None:
    api = read(deployed.client("apigatewayv2"), deployed.plain, "dev")
    message = api.routes["echo"].function
    connect = api.routes["$connect"].function
    assert ":function:app-Message" in message and ":function:app-Connect" in connect
    assert api == Api(
        api_id=deployed.plain,
        stage="dev",
        selection_expression="$request.body.action",
        routes={
            "$connect": Route("$connect", connect, 29.0, False),
            "$disconnect": Route("$disconnect", connect, 29.0, False),
            "echo": Route("echo", message, 29.0, True),
            "quiet": Route("quiet", message, 29.0, False),
            "limited": Route("limited", message, 29.0, True),
            "slow": Route("slow", message, 0.3, False),
        },
        authorizer=None,
        signed=False,
        variables={},
        default_rate=None,
        route_rates={"limited": Rate(1, 2)},
    )


def test_authorizer_and_stage_variables_are_read(deployed: Deployed) -> None:
    api = read(deployed.client("apigatewayv2"), deployed.guarded, "dev")
    assert api.authorizer is not None and ":function:app-Authorize" in api.authorizer.function
    assert replace(api.authorizer, function="") == Authorizer("", ("route.request.querystring.token",))
    assert api.variables == {"colour": "green"}


@pytest.mark.parametrize(
    ("api_id", "stage", "sentence"),
    [
        ("nope", "dev", "no WebSocket API 'nope' is deployed; there is ["),
        (None, "dev", "2 WebSocket APIs are deployed"),
        ("", "prod", "has no stage 'prod'; it has ['dev']"),
    ],
)
def test_what_is_not_deployed_is_said(deployed: Deployed, api_id: str | None, stage: str, sentence: str) -> None:
    with pytest.raises(NotDeployed) as error:
        read(deployed.client("apigatewayv2"), deployed.plain if api_id == "" else api_id, stage)
    assert sentence in str(error.value)


def test_the_only_api_needs_no_name(deployed: Deployed) -> None:
    client = SESSION.client("apigatewayv2", endpoint_url=deployed.aws, region_name="eu-west-1")
    alone = client.create_api(Name="alone", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.do")
    client.create_stage(ApiId=alone["ApiId"], StageName="live", DefaultRouteSettings={"ThrottlingRateLimit": 3})
    api = read(client, None, "live")
    assert (api.api_id, api.routes, api.default_rate) == (alone["ApiId"], {}, Rate(3, 3))
