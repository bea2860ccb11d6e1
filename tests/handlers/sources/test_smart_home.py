"""The smart home's door, directed as Alexa directs."""

from typing import Any

import pytest

from handlers.sources import smart_home
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def direct(namespace: str, name: str, endpoint: str | None = "operations", id: str = "m1") -> dict[str, Any]:
    """What the skill answers."""
    directed = event("smart_home")
    directed["directive"]["header"] |= {"namespace": namespace, "name": name, "messageId": id}
    if endpoint is None:
        del directed["directive"]["endpoint"]
    else:
        directed["directive"]["endpoint"]["endpointId"] = endpoint
    return smart_home.handler(directed, CONTEXT)


def state(answer: dict[str, Any]) -> dict[str, Any]:
    """The properties that an answer reports."""
    return {f"{one['namespace']}.{one['name']}": one["value"] for one in answer["context"]["properties"]}


def standing(power: str) -> dict[str, Any]:
    return {"Alexa.PowerController.powerState": power, "Alexa.EndpointHealth.connectivity": {"value": "OK"}}


def test_each_named_room_of_the_source_is_a_switch() -> None:
    event = direct("Alexa.Discovery", "Discover", None)["event"]
    assert (event["header"]["namespace"], event["header"]["name"]) == ("Alexa.Discovery", "Discover.Response")
    endpoints = event["payload"]["endpoints"]
    assert [endpoint["endpointId"] for endpoint in endpoints] == ["operations", "general"]
    for endpoint in endpoints:
        interfaces = {one["interface"]: one for one in endpoint["capabilities"]}
        assert set(interfaces) == {"Alexa", "Alexa.PowerController", "Alexa.EndpointHealth"}
        assert interfaces["Alexa.PowerController"]["properties"]["retrievable"] is True
        assert endpoint["displayCategories"] == ["SWITCH"]


def test_a_grant_is_accepted() -> None:
    event = direct("Alexa.Authorization", "AcceptGrant", None)["event"]
    assert (event["header"]["namespace"], event["header"]["name"]) == ("Alexa.Authorization", "AcceptGrant.Response")
    assert event["payload"] == {}


def test_a_switch_is_turned_told_and_reported() -> None:
    assert state(direct("Alexa", "ReportState")) == standing("OFF")
    on = direct("Alexa.PowerController", "TurnOn", id="m1")
    assert (on["event"]["header"]["name"], state(on)) == ("Response", standing("ON"))
    report = direct("Alexa", "ReportState")
    assert (report["event"]["header"]["name"], state(report)) == ("StateReport", standing("ON"))
    assert state(direct("Alexa.PowerController", "TurnOff", id="m2")) == standing("OFF")
    assert state(direct("Alexa", "ReportState")) == standing("OFF")
    assert said() == [("Operator", "Notifications on."), ("Operator", "Notifications off.")]


def test_a_directive_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        smart_home.handler(event("smart_home"), CONTEXT)
    assert said() == [("Operator", "Notifications on.")]


@pytest.mark.parametrize("endpoint", ["secret", "alerts-red", "alerts-*", "", None])
@pytest.mark.parametrize("wish", [("Alexa.PowerController", "TurnOn"), ("Alexa", "ReportState")])
def test_promise_6_what_was_not_discovered_is_not_there(wish: tuple[str, str], endpoint: str | None) -> None:
    event = direct(*wish, endpoint)["event"]
    assert (event["header"]["name"], event["payload"]["type"]) == ("ErrorResponse", "NO_SUCH_ENDPOINT")
