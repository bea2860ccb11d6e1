"""A web ACL before what can have one, and moderation's one permission: there when they are wanted, and only then."""

from typing import Any

import pytest

from tests.parts.sam import Expanded

pytestmark = pytest.mark.xdist_group("template")


def named(expanded: Expanded, kind: str) -> dict[str, dict[str, Any]]:
    return {name: one for name, one in expanded.template["Resources"].items() if one["Type"] == kind}


def test_the_firewall_is_off_unless_it_is_wanted(expanded: Expanded) -> None:
    parameters = expanded.template["Parameters"]
    assert (parameters["Firewall"]["Default"], parameters["EdgeWebAcl"]["Default"]) == ("false", "")
    kinds = named(expanded, "AWS::WAFv2::WebACL") | named(expanded, "AWS::WAFv2::WebACLAssociation")
    assert {one["Condition"] for one in kinds.values()} == {"WithFirewall", "WithFirewalledBalancer"}


def test_it_stands_before_the_stage_of_the_webhooks_the_user_pool_and_the_load_balancer(expanded: Expanded) -> None:
    associations = [one["Properties"] for one in named(expanded, "AWS::WAFv2::WebACLAssociation").values()]
    assert associations[0]["WebACLArn"] == {"Fn::GetAtt": ["WebAcl", "Arn"]}
    arns = [one["ResourceArn"] for one in associations]
    assert {"Fn::GetAtt": ["UserPool", "Arn"]} in arns and {"Ref": "Balancer"} in arns
    (stage,) = named(expanded, "AWS::ApiGateway::Stage")
    assert any(arn.get("Fn::Sub", "").endswith(f"::/restapis/${{Webhooks}}/stages/${{{stage}}}") for arn in arns)


def test_it_has_a_rate_by_address_and_aws_s_common_rules_and_lets_people_say_what_they_want(expanded: Expanded) -> None:
    (acl,) = (one["Properties"] for one in named(expanded, "AWS::WAFv2::WebACL").values())
    rate, common = acl["Rules"]
    assert rate["Statement"]["RateBasedStatement"] == {"AggregateKeyType": "IP", "Limit": {"Ref": "FirewallRate"}}
    assert (rate["Action"], acl["Scope"]) == ({"Block": {}}, "REGIONAL")
    group = common["Statement"]["ManagedRuleGroupStatement"]
    assert group["Name"] == "AWSManagedRulesCommonRuleSet"
    assert all(one["Name"].endswith("_BODY") and "Count" in one["ActionToUse"] for one in group["RuleActionOverrides"])


def test_only_who_stores_texts_may_ask_the_function_that_looks_at_them_and_no_other(expanded: Expanded) -> None:
    policy = expanded.template["Resources"]["ModerationCalling"]
    (statement,) = policy["Properties"]["PolicyDocument"]["Statement"]
    assert policy["Condition"] == "WithModerationFunction"
    assert expanded.template["Parameters"]["ModerationFunction"]["Default"] == ""
    assert (statement["Action"], statement["Resource"]) == ("lambda:InvokeFunction", {"Ref": "ModerationFunction"})
    asking = {"SendMessageRole", "ChangeMessageRole", "FilesRole", "HttpApiRole"}
    assert {role["Ref"] for role in policy["Properties"]["Roles"]} == asking
