"""Promises that are broken on purpose, one at a time: the smoke test names each, and says what it saw."""

import json
import re
from dataclasses import replace
from urllib.request import Request, urlopen

import pytest

from local.stack import Stack
from smoke.__main__ import smoke
from smoke.find import Target
from tests.smoke.proxy import Frame, Script, proxy

PATIENCE = 8


class ForgetsWhatItAcknowledges(Script):
    """Answers every fifth message itself, and stores nothing."""

    def __init__(self) -> None:
        self.asked = 0
        self.seq = 10**6

    def up(self, who: str, frame: Frame) -> list[Frame]:
        self.asked += frame["action"] == "sendMessage"
        return [] if self._forgets(frame) else [frame]

    def answer(self, who: str, frame: Frame) -> list[Frame]:
        if not self._forgets(frame):
            return []
        self.seq += 1
        return [{"type": "message", "seq": self.seq, **{name: frame[name] for name in ("id", "text", "room")}}]

    def _forgets(self, frame: Frame) -> bool:
        return frame["action"] == "sendMessage" and self.asked % 5 == 0


class SwapsTwo(Script):
    """Shows Ben the third and fourth of Ana's messages with each other's seq."""

    def __init__(self) -> None:
        self.held: list[Frame] = []
        self.met = 0

    def down(self, who: str, frame: Frame) -> list[Frame]:
        if who != "Smoke Ben" or frame.get("type") != "message" or frame["from"]["name"] != "Smoke Ana":
            return [frame]
        self.met += 1
        if self.met not in (3, 4):
            return [frame]
        self.held.append(frame)
        if len(self.held) < 2:
            return []
        one, other = self.held
        return [{**one, "seq": other["seq"]}, {**other, "seq": one["seq"]}]


class TakesAnIdForANewOne(Script):
    """A message that is sent again gets an id of its own, so that it is stored twice; the answer has the old one."""

    def __init__(self) -> None:
        self.sent: set[str] = set()

    def up(self, who: str, frame: Frame) -> list[Frame]:
        if frame["action"] != "sendMessage" or frame["id"] not in self.sent:
            self.sent.add(str(frame.get("id")))
            return [frame]
        return [{**frame, "id": frame["id"] + "_again"}]

    def down(self, who: str, frame: Frame) -> list[Frame]:
        return [{**frame, "id": frame["id"].removesuffix("_again")} if frame.get("id") else frame]


class LosesOneOfAnAbsence(Script):
    """Leaves the first message out of what a returning client is told."""

    def down(self, who: str, frame: Frame) -> list[Frame]:
        if frame.get("type") == "joined" and frame["recovered"] and frame["after"] and len(frame["messages"]) == 3:
            return [{**frame, "messages": frame["messages"][1:]}]
        return [frame]


class LetsCyListen(Script):
    """Tells Cy, who is in another room, what Ben hears."""

    def __init__(self) -> None:
        self.overheard: list[Frame] = []

    def down(self, who: str, frame: Frame) -> list[Frame]:
        if who == "Smoke Ben" and frame.get("type") == "message":
            self.overheard.append(frame)
        if who == "Smoke Cy" and frame.get("type") == "pong":
            return [*self.overheard, frame]
        return [frame]


BROKEN = [
    (
        ForgetsWhatItAcknowledges,
        "Promise 1",
        r"acknowledged as seq \d+, and Smoke \w+ does not find it|History ends",
    ),
    (SwapsTwo, "Promise 2", r"Seq \d+ is “smoke \w+ \d+” to \w+( \w+)? and “smoke \w+ \d+” to Smoke Ben"),
    (TakesAnIdForANewOne, "Promise 3", r"sent again with the same id: seq \d+ became \d+"),
    (LosesOneOfAnAbsence, "Promise 5", r"Ben was away for “smoke \w+ \d+” \(seq \d+\).* and did not get it"),
    (LetsCyListen, "nobody else hears", r"Smoke Cy is not in smoke and heard a message of it"),
]


@pytest.mark.parametrize(("script", "promise", "sentence"), BROKEN, ids=lambda one: getattr(one, "__name__", None))
async def test_a_broken_promise_is_named(script: type[Script], promise: str, sentence: str, target: Target) -> None:
    async with proxy(target.websocket, script()) as url:
        said: list[str] = []
        broken = await smoke(replace(target, websocket=url), talk=8, patience=PATIENCE, say=said.append)
    assert broken[0].startswith(promise)
    assert re.search(sentence, broken[0]), broken


async def test_a_delivery_that_is_lost_is_named(target: Target, stack: Stack) -> None:
    """The gateway itself throws away posts: the log has the message, and Ben does not hear it."""
    faults(stack, {"on": "post", "header": {"Authorization": "Guest Smoke%20Ben"}, "nth": 6, "status": 413})
    try:
        broken = await smoke(target, talk=8, patience=PATIENCE, say=lambda line: None)
    finally:
        faults(stack)
    assert len(broken) == 1 and broken[0].startswith("Promise 4")
    assert "Smoke Ben has not heard" in broken[0] and "It is in the log: the delivery was lost." in broken[0]


def faults(stack: Stack, *rules: dict[str, object]) -> None:
    """Tells the gateway what shall go wrong from now on."""
    url = f"http://127.0.0.1:{stack.ports.connections}/_gateway/faults"
    urlopen(Request(url, json.dumps({"rules": list(rules)}).encode(), method="POST")).close()
