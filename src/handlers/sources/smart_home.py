"""Alexa smart home: each of the source's rooms is a switch, on for notify me and off for mute. Request and response."""

from typing import Any

from chat.speaking import rooms
from chat.switching import is_on, turn
from errors import NotFound
from manners.smart_home import Answer, Directive, Reported, smart_home_door

POWER = "Alexa.PowerController"
HEALTH = "Alexa.EndpointHealth"

# https://developer.amazon.com/en-US/docs/alexa/device-apis/alexa-discovery.html
MOST_ENDPOINTS = 300


def discover(_: Directive, __: float) -> Answer:
    """Every room of the source, as far as Alexa takes them."""
    return Answer(
        "Alexa.Discovery", "Discover.Response", {"endpoints": [_endpoint(room) for room in rooms()[:MOST_ENDPOINTS]]}
    )


def accept_grant(_: Directive, __: float) -> Answer:
    """Alexa's grant is for events that we send unasked: we send none, so there is nothing to keep.

    https://developer.amazon.com/en-US/docs/alexa/device-apis/alexa-authorization.html
    """
    return Answer("Alexa.Authorization", "AcceptGrant.Response")


def turn_on(directive: Directive, deadline: float) -> Answer:
    turn("smart_home", directive.id, _room(directive), True, deadline)
    return Answer("Alexa", "Response", properties=_state(True))


def turn_off(directive: Directive, deadline: float) -> Answer:
    turn("smart_home", directive.id, _room(directive), False, deadline)
    return Answer("Alexa", "Response", properties=_state(False))


def report_state(directive: Directive, _: float) -> Answer:
    return Answer("Alexa", "StateReport", properties=_state(is_on(_room(directive))))


def _room(directive: Directive) -> str:
    if directive.endpoint not in rooms():
        raise NotFound("there is no such endpoint")
    return directive.endpoint


def _state(on: bool) -> list[Reported]:
    return [
        Reported(POWER, "powerState", "ON" if on else "OFF"),
        Reported(HEALTH, "connectivity", {"value": "OK"}),
    ]


def _endpoint(room: str) -> dict[str, Any]:
    return {
        "endpointId": room,
        "friendlyName": room.replace("-", " "),
        "description": "A room, by Parley",
        "manufacturerName": "Parley",
        "displayCategories": ["SWITCH"],
        "capabilities": [
            {"type": "AlexaInterface", "interface": "Alexa", "version": "3"},
            _capability(POWER, "3", "powerState"),
            _capability(HEALTH, "3.1", "connectivity"),
        ],
    }


def _capability(interface: str, version: str, name: str) -> dict[str, Any]:
    properties = {"supported": [{"name": name}], "proactivelyReported": False, "retrievable": True}
    return {"type": "AlexaInterface", "interface": interface, "version": version, "properties": properties}


handler = smart_home_door(
    {
        ("Alexa.Discovery", "Discover"): discover,
        ("Alexa.Authorization", "AcceptGrant"): accept_grant,
        (POWER, "TurnOn"): turn_on,
        (POWER, "TurnOff"): turn_off,
        ("Alexa", "ReportState"): report_state,
    }
)
