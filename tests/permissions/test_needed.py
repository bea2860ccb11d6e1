"""What a role allows and nobody asked for is found, by function."""

from typing import Any

from tests.permissions.needed import granted, unneeded


def template() -> dict[str, Any]:
    def role(*actions: str) -> dict[str, Any]:
        statement = {"Effect": "Allow", "Action": list(actions), "Resource": "x"}
        return {
            "Type": "AWS::IAM::Role",
            "Properties": {"Policies": [{"PolicyDocument": {"Statement": [statement]}}]},
        }

    def function(handler: str, role: str) -> dict[str, Any]:
        return {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Handler": f"handlers.{handler}.handler", "Role": {"Fn::GetAtt": [role, "Arn"]}},
        }

    arn = {"Fn::If": ["Gradually", {"Ref": "PingAlias"}, {"Fn::GetAtt": ["Ping", "Arn"]}]}
    uri = {"Fn::Sub": ["…${FunctionArn}…", {"FunctionArn": arn}]}
    target = {"Fn::Join": ["/", ["integrations", {"Ref": "Integration"}]]}
    return {
        "Resources": {
            "PingRole": role("dynamodb:GetItem", "dynamodb:Scan", "logs:PutLogEvents"),
            "SnsRole": role("sqs:SendMessage"),
            "Ping": function("ping", "PingRole"),
            "Sns": function("sources.sns", "SnsRole"),
            "Integration": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"IntegrationUri": uri}},
            "Route": {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"RouteKey": "ping", "Target": target}},
        }
    }


def test_what_is_allowed_is_known_by_function() -> None:
    assert granted(template()) == {"ping": {"dynamodb:GetItem", "dynamodb:Scan"}}


def test_what_was_never_asked_for_is_left() -> None:
    assert unneeded(template(), {"ping": ["dynamodb:GetItem"]}) == {"ping": ["dynamodb:Scan"]}
    assert unneeded(template(), {"ping": ["dynamodb:GetItem", "dynamodb:Scan"]}) == {}
