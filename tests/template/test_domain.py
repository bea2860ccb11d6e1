"""Names of one's own: where clients connect, where the functions post to, and what the page is told."""

from typing import Any

import pytest

from tests.parts.template import load
from tests.template.resolve import Told, resolved

OWN = "Api.execute-api.eu-west-1.amazonaws.com"
NAMED = {"WebSocketDomain": "chat.example.com", "HttpDomain": "api.example.com", "DomainCertificate": "arn:aws:acm:…"}
CLOSED = {**NAMED, "DefaultEndpoint": "false"}
ZONED = {**NAMED, "DomainZone": "Z1"}
MAPPED = {"WebSocketName", "WebSocketMapping", "HttpName", "HttpMapping"}
RECORDS = {"WebSocketRecord", "HttpRecord"}


@pytest.mark.parametrize(
    ("parameters", "clients", "posts"),
    [
        ({}, f"wss://WebSocket{OWN}/live", f"https://WebSocket{OWN}/live"),
        (NAMED, "wss://chat.example.com", f"https://WebSocket{OWN}/live"),
        (CLOSED, "wss://chat.example.com", "https://chat.example.com"),
        ({**CLOSED, "ConnectionsUrl": "https://elsewhere"}, "wss://chat.example.com", "https://elsewhere"),
    ],
)
def test_where_clients_connect_and_functions_post(parameters: dict[str, str], clients: str, posts: str) -> None:
    template = Told(load(), parameters)
    outputs = load()["Outputs"]
    variables = load()["Globals"]["Function"]["Environment"]["Variables"]
    assert resolved(outputs["WebSocketUrl"]["Value"], template) == clients
    assert resolved(variables["CONNECTIONS_URL"], template) == posts
    assert resolved(outputs["ConnectionsUrl"]["Value"], template) == posts


@pytest.mark.parametrize(
    ("parameters", "there"), [({}, set[str]()), (NAMED, MAPPED), (ZONED, MAPPED | RECORDS), (CLOSED, MAPPED)]
)
def test_what_there_is_for_a_name(parameters: dict[str, str], there: set[str]) -> None:
    template = Told(load(), parameters)
    resources = {name: load()["Resources"][name] for name in MAPPED | RECORDS}
    assert {name for name, one in resources.items() if template.holds(one["Condition"])} == there


@pytest.mark.parametrize(("parameters", "closed"), [({}, None), (NAMED, None), (CLOSED, True)])
def test_awss_names_are_closed_only_where_that_is_said(parameters: dict[str, str], closed: object) -> None:
    template = Told(load(), parameters)
    for api in ("WebSocketApi", "Http"):
        value: Any = load()["Resources"][api]["Properties"]["DisableExecuteApiEndpoint"]
        assert resolved(value, template) == closed


@pytest.mark.parametrize(
    ("parameters", "socket", "allowed"),
    [
        ({}, f"wss://WebSocket{OWN}/live", f"wss://WebSocket{OWN}"),
        (NAMED, "wss://chat.example.com", "wss://chat.example.com"),
    ],
)
def test_the_page_is_told_the_name_and_may_connect_to_it(parameters: dict[str, str], socket: str, allowed: str) -> None:
    template = Told(load(), parameters)
    edge = load()["Resources"]["Edge"]["Properties"]["FunctionCode"]
    headers = load()["Resources"]["EdgeHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    policy = resolved(headers["ContentSecurityPolicy"]["ContentSecurityPolicy"], template)
    assert f'"websocket": "{socket}"' in resolved(edge, template)
    assert f"connect-src 'self' {allowed} " in policy


def test_a_name_without_a_certificate_is_refused() -> None:
    rules = load()["Rules"]
    said = {one["AssertDescription"] for rule in rules.values() for one in rule["Assertions"]}
    assert any("DomainCertificate" in sentence for sentence in said)
    template = Told(load(), {"WebSocketDomain": "chat.example.com"})
    rule = rules["NameWithCertificate"]
    assert template.true(rule["RuleCondition"]) and not template.true(rule["Assertions"][0]["Assert"])
    assert not Told(load(), {}).true(rule["RuleCondition"])
