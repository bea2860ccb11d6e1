"""A stage's settings as the emulator tells them.

It hands them out as a template has them, `ThrottlingRateLimit`; AWS says `throttlingRateLimit`, and boto3 drops every
name that it does not know. So the answer is corrected before boto3 parses it.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_apigatewayv2 import ApiGatewayV2Client


def understand_settings(client: "ApiGatewayV2Client") -> None:
    """Makes this client see a stage's throttling in whichever case it comes; doing it twice does no harm."""
    client.meta.events.register("before-parse.apigatewayv2.GetStages", _lower_settings, unique_id="settings-case")


def _lower_settings(response_dict: dict[str, Any], **_: object) -> None:
    if response_dict["status_code"] != 200:
        return
    answer = json.loads(response_dict["body"])
    for stage in answer.get("items", []):
        stage["defaultRouteSettings"] = _lowered(stage.get("defaultRouteSettings") or {})
        stage["routeSettings"] = {key: _lowered(value) for key, value in (stage.get("routeSettings") or {}).items()}
    response_dict["body"] = json.dumps(answer).encode()


def _lowered(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name[:1].lower() + name[1:]: value for name, value in settings.items()}
