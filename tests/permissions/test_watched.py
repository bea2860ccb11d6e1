"""A refusal is found where somebody complains of it, and where nobody does."""

import json
from pathlib import Path

from local.places import Places
from local.ports import Ports
from local.stack import Stack
from tests.permissions.watched import Watched

REFUSED = "User: arn:aws:sts::1:assumed-role/{}/now is not authorized to perform: {} because"


def test_who_ran_and_who_was_refused_is_known_from_the_last_look_on(tmp_path: Path) -> None:
    stack = Stack(tmp_path, ports=Ports())
    places = Places(home=tmp_path)
    places.logs.mkdir()
    complaint = REFUSED.format("PingRole", "dynamodb:Query")
    places.function_log.write_text(json.dumps({"function": "before", "request": "1"}) + "\n")
    places.emulator_log.write_text(REFUSED.format("PingRole", "dynamodb:Scan") + "\n")
    watched = Watched(stack)
    watched.forget()
    with places.function_log.open("a") as functions, places.emulator_log.open("a") as emulator:
        functions.write(json.dumps({"function": "ping", "line": complaint}) + "\n")
        functions.write(json.dumps({"function": "ping", "request": "2"}) + "\n{")
        emulator.write(REFUSED.format("PingRole", "sqs:SendMessage") + "\n")
        emulator.write(REFUSED.format("PingRole", "dynamodb:GetItem") + "\n")
    assert watched.ran() == {"ping"}
    asked = ("dynamodb:Query", "sqs:SendMessage", "dynamodb:GetItem", "dynamodb:Scan")
    assert [watched.was_refused("PingRole", action) for action in asked] == [True, True, False, False]
    assert not watched.was_refused("PongRole", "dynamodb:Query")
