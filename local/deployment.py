"""What a deployed stack consists of, asked from CloudFormation."""

from dataclasses import dataclass, field
from typing import Any

from local.aws import client


@dataclass(frozen=True)
class Deployment:
    """The parts of a deployed stack that the laptop needs to know."""

    api: str
    stage: str
    http: str | None
    functions: tuple[str, ...]
    tables: dict[str, str]
    authorizers: dict[str, str]
    target_groups: dict[str, str]
    names: dict[str, str] = field(repr=False)
    template: dict[str, Any] = field(repr=False)

    def properties(self, logical: str) -> dict[str, Any]:
        """What the template, as SAM has expanded it, says of a resource."""
        return dict(self.template["Resources"][logical].get("Properties", {}))


def deployed(stack: str, aws: str) -> Deployment:
    """The stack as it is deployed at `aws`."""
    formation, apis = client("cloudformation", aws), client("apigatewayv2", aws)
    parts: dict[str, dict[str, str]] = {}
    for page in formation.get_paginator("list_stack_resources").paginate(StackName=stack):
        for part in page["StackResourceSummaries"]:
            parts.setdefault(part["ResourceType"], {})[part["LogicalResourceId"]] = part["PhysicalResourceId"]
    mine = set(parts.get("AWS::ApiGatewayV2::Api", {}).values())
    kinds = {api["ProtocolType"]: api["ApiId"] for api in apis.get_apis()["Items"] if api["ApiId"] in mine}
    return Deployment(
        api=kinds["WEBSOCKET"],
        stage=apis.get_stages(ApiId=kinds["WEBSOCKET"])["Items"][0]["StageName"],
        http=kinds.get("HTTP"),
        functions=tuple(parts.get("AWS::Lambda::Function", {}).values()),
        tables=parts.get("AWS::DynamoDB::Table", {}),
        authorizers=parts.get("AWS::ApiGatewayV2::Authorizer", {}),
        target_groups=parts.get("AWS::ElasticLoadBalancingV2::TargetGroup", {}),
        names={logical: name for kind in parts.values() for logical, name in kind.items()},
        template=formation.get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"],
    )
