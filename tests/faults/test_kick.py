"""Somebody is put out while they speak."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.conftest import Come
from tests.faults.people import Frame, Person
from tests.parts.connections import Connections

ROUNDS, DEVICES = 6, 3
# Who is put out, who is muted, and who speaks too fast.
REFUSED = {"not_joined", "forbidden", "rate_limited"}


@pytest.mark.promise(2)
@pytest.mark.promise(6)
@pytest.mark.parametrize("act", ["kick", "ban", "mute"])
def test_fault_18_nothing_of_a_user_commits_after_the_kick_that_met_them(
    come: Come, connections: Connections, act: str
) -> None:
    """Eve speaks from three connections without a pause while she is put out: each message has a seq below the kick's,
    or was refused; and what was acknowledged is in the log."""
    owner = come("Ana")
    for round_ in range(ROUNDS):
        devices = [Person("Eve", connections, f"eve{round_}{device}=") for device in range(DEVICES)]
        for device in devices:
            device.connect()
            device.join()
        start = threading.Barrier(DEVICES + 1)

        def speak(device: Person, start: threading.Barrier = start, round_: int = round_) -> list[Frame]:
            start.wait()
            return [device.say("x", f"{device.connection[:-1]}-{number}") for number in range(6)]

        with ThreadPoolExecutor(DEVICES) as pool:
            speaking = [pool.submit(speak, device) for device in devices]
            start.wait()
            deed = owner.ask("moderate", room="general", user="guest:eve", act=act)
            answers = [answer for each in speaking for answer in each.result()]
        assert deed["type"] == "member", deed
        said = {answer["seq"] for answer in answers if answer["type"] == "message"}
        assert {answer["code"] for answer in answers if answer["type"] == "error"} <= REFUSED
        log = _log(owner)
        assert said <= {entry["seq"] for entry in log if entry["type"] == "message"}
        hers = [entry["seq"] for entry in log if entry["type"] == "message" and entry["from"]["user"] == "guest:eve"]
        assert not [seq for seq in hers if _acts_before(log, deed["seq"]) < seq > deed["seq"]]
        for device in devices:
            assert device.say("I am still here")["code"] in REFUSED
        if act != "kick":
            assert owner.ask("moderate", room="general", user="guest:eve", act=f"un{act}")["type"] == "member"
        for device in devices:
            device.disconnect()


def _log(reader: Person) -> list[Frame]:
    """The whole log, page by page."""
    entries: list[Frame] = []
    through, more = 0, True
    while more:
        page = reader.ask("history", room="general", after=through, limit=100)
        entries += page["messages"]
        assert page["through"] > through or not page["more"]
        through, more = page["through"], page["more"]
    return entries


def _acts_before(log: list[Frame], seq: int) -> int:
    """The seq of the act before this one: what came before it belongs to an earlier round."""
    return max((entry["seq"] for entry in log if entry["type"] == "member" and entry["seq"] < seq), default=0)
